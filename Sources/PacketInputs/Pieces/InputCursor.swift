import Bytes

/// Reads an input from front to end, knows the line and the column, and can go back a little.
final class InputCursor {
  private let reader: any PieceReader
  /// Bytes that have been passed and may be gone back to, and those that are at hand.
  private(set) var bytes: [UInt8] = []
  /// Where in these the next byte is.
  private(set) var position = 0
  private(set) var isAtEnd = false
  private var counter = PlaceCounter()
  /// How many bytes that have been passed are kept.
  private let kept: Int

  /// Bytes that are kept for tokens at the most, and beside them for the pieces in which a parser got the last ones.
  private static var mostOfTokens: Int { 64 * 1024 * 1024 }
  private static var keptPieces: Int { 256 * 1024 }

  /// - Parameter longestToken: How long an unfinished token of a document may be before it is refused. Its start is then gone
  ///   back to.
  init(_ reader: any PieceReader, longestToken: Int) {
    self.reader = reader
    kept = min(max(longestToken, 0), Self.mostOfTokens) + Self.keptPieces
  }

  var mayWait: Bool { reader.mayWait && count == 0 }

  /// The place of the next byte.
  var place: Location { counter.location }

  /// How many bytes are at hand.
  var count: Int { bytes.count - position }

  /// The bytes at hand, as far as they may be looked at without copying: for small looks.
  func first(_ most: Int) -> ArraySlice<UInt8> { bytes[position...].prefix(most) }

  /// Takes in more bytes.
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

  /// Takes in bytes until so many are at hand, or there are no more.
  ///
  /// - Returns: Whether so many are there; nil if a signal interrupted.
  func fill(_ wanted: Int) throws(InputError) -> Bool? {
    while count < wanted, !isAtEnd {
      if try fill() == nil { return nil }
    }
    return count >= wanted
  }

  /// Takes in bytes while those at hand leave something open.
  ///
  /// - Returns: nil if a signal interrupted.
  func fill(while isOpen: (ArraySlice<UInt8>) -> Bool) throws(InputError) -> Bool? {
    while !isAtEnd, isOpen(bytes[position...]) {
      if try fill() == nil { return nil }
    }
    return true
  }

  /// Passes bytes that are at hand.
  func advance(_ wanted: Int) {
    let end = position + min(max(0, wanted), count)
    let bytes = bytes
    counter.advance(over: bytes.span.extracting(position..<end))
    position = end
  }

  /// Goes to a place; back as far as bytes are kept, ahead as far as they are at hand.
  func go(to place: Location) {
    let target = position + place.byteOffset - counter.location.byteOffset
    position = min(max(0, target), bytes.count)
    counter = PlaceCounter(
      at: Location(
        byteOffset: place.byteOffset + position - target, line: place.line, column: place.column))
  }

  /// The bytes of a range of the input, as far as they are kept or at hand.
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
      // An interruption ends the reading at the next pause.
      guard try fill() == true else { return nil }
    }
  }
}
