import Bytes
import PleskPackets

/// A parser that reads alone, or with `--engine both` together with another one that reads the same
/// bytes.
struct ComparedParser: ByteConsumer, ~Copyable {
  var parser: PacketParser
  let comparison: EngineComparison?

  mutating func feed(_ bytes: Span<UInt8>) throws(PacketError) {
    guard let comparison else { return try parser.feed(bytes) }
    try comparison.feed(&parser, bytes)
  }

  mutating func feed(reading descriptor: CInt) throws(PacketError) -> Int? {
    guard let comparison else { return try parser.feed(reading: descriptor) }
    return try comparison.feed(&parser, reading: descriptor)
  }

  var endOfDocument: Location? { parser.endOfDocument }

  /// Ends the packet.
  mutating func finish() throws(PacketError) {
    let summary = try parser.finish()
    comparison?.finish(summary, nil)
  }

  /// How much the express lane took.
  var laneStatistics: LaneStatistics { comparison?.laneStatistics ?? parser.laneStatistics }
}
