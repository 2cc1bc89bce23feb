/// Bytes of a packet that its source still has at hand, in one piece.
struct PieceWindow {
  private(set) var bytes: [UInt8] = []
  /// The offset of the first.
  private var start = 0

  /// Takes the next piece in the place of this one.
  ///
  /// - Returns: How many bytes it has; 0 at the end, nil if a signal interrupted.
  mutating func read(from reader: any PieceReader) throws(InputError) -> Int? {
    start += bytes.count
    bytes = []
    return try reader.read(into: &bytes)
  }

  /// The bytes of a range, as far as they are here. Only what is here from its start on shows a line; the parser has more of what was
  /// before.
  func bytes(in range: Range<Int>) -> [UInt8] { bytes.part(in: range, of: start) }
}

extension [UInt8] {
  /// The bytes of a range, as far as they are among these; none if its start is not.
  ///
  /// - Parameter start: The offset of the first.
  func part(in range: Range<Int>, of start: Int) -> [UInt8] {
    let here = range.clamped(to: start..<(start + count))
    guard here.lowerBound == range.lowerBound, !here.isEmpty else { return [] }
    return Array(self[(here.lowerBound - start)..<(here.upperBound - start)])
  }
}
