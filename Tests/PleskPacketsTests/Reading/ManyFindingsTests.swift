import Foundation
import PleskPackets
import TestSupport
import Testing

/// If findings are dense, one call that reads from a file delivers some of them, and the next calls
/// the rest.
@Suite struct ManyFindingsTests {
  /// A finding every six bytes, after more bytes than the first read takes.
  private static let packet = Array(
    ("<packet>" + String(repeating: " ", count: 70_000)
      + String(repeating: "<odd/>", count: 100_000) + "</packet>").utf8)

  @Test("all come, in parts", arguments: [PacketOptions.Engine.auto, .expat])
  func parts(_ engine: PacketOptions.Engine) throws {
    let file = try temporaryFile()
    let log = EventLog()
    var parser = PacketParser(options: PacketOptions(engine: engine)) { log.append($0) }
    var (taken, most, before) = (0, 0, 0)
    while let count = try parser.feed(reading: file.fileDescriptor), count > 0 {
      taken += count
      most = max(most, log.events.count - before)
      before = log.events.count
    }
    _ = try parser.finish()
    #expect(taken == Self.packet.count)
    #expect(most < 25_000)
    #expect(difference(log, parser.summary, parser.laneStatistics) == nil)
  }

  @Test("findings left by one call come before those of the next input")
  func followed() throws {
    let file = try temporaryFile()
    let log = EventLog()
    var parser = PacketParser { log.append($0) }
    for _ in 0..<3 { _ = try parser.feed(reading: file.fileDescriptor) }
    let place = Int(try file.offset())
    #expect(parser.summary.bytes < place)
    try parser.feed(Array(Self.packet[place...]))
    _ = try parser.finish()
    #expect(difference(log, parser.summary, parser.laneStatistics) == nil)
  }

  @Test("findings that are left belong to the packet that ends")
  func ended() throws {
    let file = try temporaryFile()
    let log = EventLog()
    var parser = PacketParser { log.append($0) }
    for _ in 0..<3 { _ = try parser.feed(reading: file.fileDescriptor) }
    let place = Int(try file.offset())
    #expect(throws: PacketError.self) { _ = try parser.finish() }
    let rest = EngineRun(.expat, Array(Self.packet[..<place]))
    #expect(log.events == rest.events)
  }

  private func temporaryFile() throws -> FileHandle {
    // An open file can be read after it has been removed.
    let directory = try TemporaryDirectory()
    let path = try directory.write("packet.xml", Self.packet)
    return try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
  }

  private func difference(
    _ log: EventLog, _ summary: PacketSummary, _ lane: LaneStatistics
  ) -> String? {
    EngineRun(Outcome(log, summary, nil), lane: lane).difference(
      from: EngineRun(.expat, Self.packet))
  }
}
