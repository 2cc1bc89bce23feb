import PleskPackets

/// All bytes of a reader as those of one packet.
final class PieceSource: ByteSource {
  private let reader: any PieceReader
  private var window = PieceWindow()

  init(_ reader: any PieceReader) {
    self.reader = reader
  }

  var mayWait: Bool { reader.mayWait }

  func feed(
    _ parser: inout PacketParser, _ comparison: EngineComparison?
  ) throws(ReadingError) -> Int? {
    let count = try window.read(from: reader)
    let bytes = window.bytes
    if count != nil { try parser.take(bytes.span, comparison) }
    return count
  }

  func bytes(in range: Range<Int>) -> [UInt8] { window.bytes(in: range) }
}
