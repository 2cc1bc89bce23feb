import Bytes

/// Reads an input from start to end, keeps track of line and column, and can go back a little.
final class InputCursor {
  private let reader: any PieceReader
  /// Bytes that have been passed and can be gone back to, then those ahead.
  private(set) var bytes: [UInt8] = []
  /// Where in these the next byte is.
  private(set) var position = 0
  private(set) var isAtEnd = false
  private var counter = PlaceCounter()
  /// How many passed bytes are kept.
  private let kept: Int

  /// How many bytes are kept at most for an unfinished token, and how many more for the pieces that
  /// a parser got last.
  private static var mostOfTokens: Int { 64 * 1024 * 1024 }
  private static var keptPieces: Int { 256 * 1024 }

  /// - Parameter longestToken: How long an unfinished token of a document may be before it is
  ///   refused. The cursor then goes back to its start.
  init(_ reader: any PieceReader, longestToken: Int) {
    self.reader = reader
    kept = min(max(longestToken, 0), Self.mostOfTokens) + Self.keptPieces
  }

  var mayWait: Bool { reader.mayWait && count == 0 }

  /// The place of the next byte.
  var place: Location { counter.location }

  /// How many bytes ahead are in memory.
  var count: Int { bytes.count - position }

  /// The next bytes, as far as they are in memory. They are not copied.
  func first(_ most: Int) -> ArraySlice<UInt8> { bytes[position...].prefix(most) }

  /// Reads more bytes into memory.
  ///
  /// - Returns: Whether there are more; nil if a signal interrupted.
  func fill() throws(InputError) -> Bool? {
    if isAtEnd { return false }
    var piece: [UInt8] = []
    guard let count = try reader.read(into: &piece) else { return nil }
    isAtEnd = count == 0
    if position > kept + 1024 * 1024 {
      bytes.removeFirst(position - kept)
      position = kept
    }
    bytes += piece
    return !isAtEnd
  }

  /// Reads until this many bytes ahead are in memory, or there are no more.
  ///
  /// - Returns: Whether there are this many; nil if a signal interrupted.
  func fill(_ wanted: Int) throws(InputError) -> Bool? {
    while count < wanted, !isAtEnd {
      if try fill() == nil { return nil }
    }
    return count >= wanted
  }

  /// Reads while the bytes in memory leave a question open.
  ///
  /// - Returns: nil if a signal interrupted.
  func fill(while isOpen: (ArraySlice<UInt8>) -> Bool) throws(InputError) -> Bool? {
    while !isAtEnd, isOpen(bytes[position...]) {
      if try fill() == nil { return nil }
    }
    return true
  }

  /// Passes bytes that are in memory.
  func advance(_ wanted: Int) {
    let end = position + min(max(0, wanted), count)
    let bytes = bytes
    counter.advance(over: bytes.span.extracting(position..<end))
    position = end
  }

  /// Goes to a place: back as far as bytes are kept, forward as far as they are in memory.
  func go(to place: Location) {
    let target = position + place.byteOffset - counter.location.byteOffset
    position = min(max(0, target), bytes.count)
    counter = PlaceCounter(
      at: Location(
        byteOffset: place.byteOffset + position - target, line: place.line, column: place.column))
  }

  /// The bytes of a range of the input, as far as they are in memory.
  func bytes(in range: Range<Int>) -> [UInt8] {
    bytes.part(in: range, of: counter.location.byteOffset - position)
  }

  /// Takes one line without its end: LF or CRLF.
  ///
  /// - Returns: nil if the input ends before the line does, or if the line is too long.
  func line(upTo most: Int) throws(InputError) -> ArraySlice<UInt8>? {
    var looked = 0
    while true {
      let rest = bytes[position...]
      if let end = rest.dropFirst(looked).firstIndex(of: UInt8(ascii: "\n")) {
        let line = rest[..<end]
        advance(end + 1 - position)
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      }
      looked = rest.count
      if looked > most { return nil }
      // After an interruption, reading ends at the next pause.
      guard try fill() == true else { return nil }
    }
  }
}
