import PleskPackets

/// All bytes of a reader as those of one packet.
final class PieceSource: ByteSource {
  private let reader: any PieceReader
  private var piece: [UInt8] = []
  /// Bytes of the packet before those of the piece.
  private var offset = 0

  init(_ reader: any PieceReader) {
    self.reader = reader
  }

  var mayWait: Bool { reader.mayWait }

  func feed(
    _ parser: inout PacketParser, _ comparison: EngineComparison?
  ) throws(ReadingError) -> Int? {
    offset += piece.count
    piece = []
    let count = try reader.read(into: &piece)
    let bytes = piece
    if count != nil { try parser.take(bytes.span, comparison) }
    return count
  }

  func bytes(in range: Range<Int>) -> [UInt8] {
    let here = range.clamped(to: offset..<(offset + piece.count))
    // Only what is there as a whole up to its start shows a line; the parser has more of what was before.
    guard here.lowerBound == range.lowerBound, !here.isEmpty else { return [] }
    return Array(piece[(here.lowerBound - offset)..<(here.upperBound - offset)])
  }
}
