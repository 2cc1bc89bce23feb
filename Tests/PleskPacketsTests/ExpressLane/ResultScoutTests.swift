import PleskPackets
import TestSupport
import Testing

/// Results that are read ahead: when they are used, and when not. That the outcome is the same is
/// checked with every packet that the lane is checked with; see `laneDifference`.
@Suite struct ResultScoutTests {
  private func packet(_ results: String) -> [UInt8] { Array(response(results).utf8) }

  @Test("almost all ordinary results are taken", arguments: [Layout.oneLine, .indented])
  func usual(_ layout: Layout) {
    let bytes = packet(layout.text(CanonicalResult.list(1..<400)))
    let run = ScoutedRun(bytes, size: 4096, overlap: 1024)
    #expect(run.taken > 360)
    #expect(run.refused == 0)
    #expect(run.run.results.count == 399)
  }

  @Test("with a piece that ends in its first result, the next one begins after it")
  func pieceInResult() {
    let bytes = packet(LaneTrap.canonical(1...100))
    for size in 500..<540 {
      let run = ScoutedRun(bytes, size: size, overlap: 400)
      #expect(run.taken > 90, "\(size)")
      #expect(run.refused == 0)
    }
  }

  @Test("results in a comment are not taken, and those after it are")
  func comment() {
    let hidden = LaneTrap.canonical(101...140)
    let bytes = packet(
      LaneTrap.canonical(1...10) + "<!-- " + hidden + " -->" + LaneTrap.canonical(11...50))
    let run = ScoutedRun(bytes, size: 512, overlap: 400)
    #expect(run.run.results.map(\.index) == Array(1...50))
    #expect(run.run.findings.isEmpty)
    #expect(run.refused > 30)
    #expect(run.taken > 30)
  }

  @Test("no results are read ahead where they are compared with one another")
  func keptIDs() throws {
    for options in [
      PacketOptions(reportsDuplicateIDs: true),
      PacketOptions(request: DownloadStatusRequest(.tasks([1]))),
      PacketOptions(engine: .expat),
    ] {
      let run = ScoutedRun(
        packet(LaneTrap.canonical(1...40)), size: 512, overlap: 400, options: options)
      #expect(run.taken == 0 && run.refused == 0)
      #expect(run.run.results.count == 40)
    }
  }

  @Test("the byte count of a broken packet covers whole slices of a file")
  func bytesOfBrokenPacket() throws {
    var bytes = packet(LaneTrap.canonical(1...4000))
    let damage = 300_000
    bytes.replaceSubrange(damage..<(damage + 3), with: "<<<".utf8)
    var parser = PacketParser { _ in }
    try parser.feed(bytes.span.extracting(0..<(64 * 1024)))
    guard let orders = parser.scoutOrders(), var scout = ResultScout(orders, onResult: { _ in })
    else {
      Issue.record("nothing can be read ahead")
      return
    }
    var batches: [ResultScout.Batch] = []
    let rest = Array(bytes[(64 * 1024)...])
    scout.read(rest.span, piece: rest.count) { batches.append($0) }
    #expect(throws: PacketError.self) {
      _ = try parser.feed(rest.span, in: 0..<rest.count, scouted: batches) { _, _ in }
    }
    // 64 KiB and twice 128 KiB.
    #expect(parser.summary.bytes == 327_680)
  }
}
