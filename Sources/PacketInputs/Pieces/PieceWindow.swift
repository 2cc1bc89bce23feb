/// The last piece of a packet that its source has read.
struct PieceWindow {
  private(set) var bytes: [UInt8] = []
  /// The offset of its first byte.
  private var start = 0

  /// Replaces the piece with the next one.
  ///
  /// - Returns: How many bytes it has; 0 at the end, nil if a signal interrupted.
  mutating func read(from reader: any PieceReader) throws(InputError) -> Int? {
    start += bytes.count
    bytes = []
    return try reader.read(into: &bytes)
  }

  /// The bytes of a range, as far as they are in the piece; none if the first is not. The parser
  /// keeps more of what came before.
  func bytes(in range: Range<Int>) -> [UInt8] { bytes.part(in: range, of: start) }
}

extension [UInt8] {
  /// The bytes of a range, as far as they are among these; none if the first is not.
  ///
  /// - Parameter start: The offset of the first of these bytes.
  func part(in range: Range<Int>, of start: Int) -> [UInt8] {
    let here = range.clamped(to: start..<(start + count))
    guard here.lowerBound == range.lowerBound, !here.isEmpty else { return [] }
    return Array(self[(here.lowerBound - start)..<(here.upperBound - start)])
  }
}
