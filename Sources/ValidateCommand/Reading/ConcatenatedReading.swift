import Bytes
import PleskPackets

/// `--concatenated`: reads packets that follow one another in one input, each with a verdict of its own.
///
/// A packet ends where something follows its root. Behind a fatal finding the next one is looked for: an XML declaration, or
/// the start tag of `packet`. What is passed over on the way is told.
struct ConcatenatedReading {
  var packets: PacketReading
  let file: String

  init(_ packets: PacketReading, _ file: String) {
    self.packets = packets
    self.packets.packetOptions.endsBehindRoot = true
    self.file = file
  }

  func read(
    _ reader: any PieceReader, _ tell: (ReportItem) -> Void, _ pause: (_ mayWait: Bool) -> Bool
  ) throws(ReadingError) {
    let cursor = InputCursor(reader, packets.packetOptions.limits)
    var number = 0
    while try skipBlanks(cursor, pause) || number == 0 {
      number += 1
      let start = cursor.place
      let outcome = packets.read(
        ConcatenatedPacket(cursor), PacketName(file, part: "packet \(number)"), tell: tell,
        pause: pause)
      if outcome.summary == nil { return }
      // What is cut has been read to the end of the input.
      guard let fatal = outcome.fatal?.location,
        !cursor.isAtEnd || outcome.fatal?.rule != .truncated
      else { continue }
      cursor.go(to: start.followed(by: fatal))
      // What starts at the place of the error may be the next packet, but not this one again.
      if fatal.byteOffset == 0 { cursor.advance(1) }
      try skipToPacket(cursor, tell, pause)
    }
  }

  /// Passes blanks.
  ///
  /// - Returns: Whether anything follows them.
  private func skipBlanks(
    _ cursor: InputCursor, _ pause: (_ mayWait: Bool) -> Bool
  ) throws(ReadingError) -> Bool {
    while true {
      let blanks = cursor.first(.max).prefix {
        $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09
      }
      cursor.advance(blanks.count)
      if cursor.count > 0 { return true }
      guard pause(cursor.mayWait), try cursor.fill() != false else { return false }
    }
  }

  /// Passes what is no start of a packet, and tells it.
  private func skipToPacket(
    _ cursor: InputCursor, _ tell: (ReportItem) -> Void, _ pause: (_ mayWait: Bool) -> Bool
  ) throws(ReadingError) {
    var passed = PassedBytes(cursor)
    let longest = 8
    while true {
      let rest = cursor.first(.max)
      let found = rest.indices.first { PacketStart.isPacket(rest[$0...]) }
      // What is too short to be certain waits for more.
      let end =
        found ?? max(rest.startIndex, cursor.isAtEnd ? rest.endIndex : rest.endIndex - longest)
      passed.pass(end - rest.startIndex)
      if found != nil { break }
      if cursor.isAtEnd { break }
      guard pause(cursor.mayWait), try cursor.fill() != nil else { return }
    }
    guard let bytes = passed.description else { return }
    let next =
      cursor.count > 0
      ? "the next packet starts on line \(cursor.place.line)" : "no packet starts there"
    tell(.note(PacketName(file), "after the error, \(bytes) are passed over; \(next)"))
  }
}

/// What packets start with.
enum PacketStart {
  /// Whether an XML declaration or a start tag of `packet` stands here, behind a byte order mark or none.
  static func isPacket(_ bytes: ArraySlice<UInt8>) -> Bool {
    for (start, ends) in [("<?xml", " \t\r\n"), ("<packet", " \t\r\n>/")] {
      if bytes.starts(with: start.utf8), let next = bytes.dropFirst(start.utf8.count).first,
        ends.utf8.contains(next)
      {
        return true
      }
    }
    return false
  }

  /// Whether markup that could start a document stands here: no end tag, no section.
  static func isDocument(_ bytes: ArraySlice<UInt8>) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    // In UTF-16, half of each of these characters is 0.
    let bytes = bytes.dropFirst(isMarked ? 3 : 0).filter { $0 != 0 }
    guard bytes.first == UInt8(ascii: "<"), let next = bytes.dropFirst().first else { return false }
    return next == UInt8(ascii: "?") || next == UInt8(ascii: "_") || next >= 0x80
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(next | 0x20)
      || bytes.dropFirst(2).first.map { $0 | 0x20 } == UInt8(ascii: "d")
  }
}

/// A packet that starts where a cursor stands, and leaves it where the packet ends.
final class ConcatenatedPacket: ByteSource {
  private let cursor: InputCursor
  private let start: Location
  /// Bytes that the parser gets at once: few at first, as what follows a packet is given again.
  private var slice = 4 * 1024

  init(_ cursor: InputCursor) {
    self.cursor = cursor
    start = cursor.place
  }

  var mayWait: Bool { cursor.mayWait }

  func feed(
    _ parser: inout PacketParser, _ comparison: EngineComparison?
  ) throws(ReadingError) -> Int? {
    if cursor.count == 0 {
      guard let hasMore = try cursor.fill() else { return nil }
      if !hasMore { return 0 }
    }
    let count = min(slice, cursor.count)
    slice = min(2 * slice, 64 * 1024)
    let bytes = cursor.bytes
    let range = cursor.position..<(cursor.position + count)
    try parser.take(bytes.span.extracting(range), comparison)
    guard let end = parser.endOfPacket else {
      cursor.advance(count)
      return count
    }
    cursor.go(to: start.followed(by: end))
    _ = try cursor.fill(8)
    if PacketStart.isDocument(cursor.first(8)) { return 0 }
    // What follows is no packet: then it is an error of this one.
    try parser.take(Span(), comparison)
    return 0
  }

  func bytes(in range: Range<Int>) -> [UInt8] {
    cursor.bytes(
      in: (start.byteOffset + range.lowerBound)..<(start.byteOffset + range.upperBound))
  }

  func outerPlace(of place: Location) -> OuterPlace? {
    OuterPlace(location: start.followed(by: place), tellsInner: false)
  }
}
