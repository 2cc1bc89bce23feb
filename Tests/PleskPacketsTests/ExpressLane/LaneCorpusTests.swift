import PleskPackets
import TestSupport
import Testing

/// Every packet of the corpus through the lane and through Expat alone: the outcome is the same.
@Suite struct LaneCorpusTests {
  static let smallPieces: [Cut] = [.every(1), .every(2), .every(3), .every(7), .every(64)]

  @Test("is judged the same by both engines, wherever it is cut", arguments: try Corpus.fixtures())
  func everySplit(_ fixture: Fixture) {
    let cuts = [.whole] + Self.smallPieces + fixture.packet.indices.map { Cut.at($0) }
    let expat = EngineRun(.expat, fixture.packet, options: fixture.options)
    let difference = laneDifference(
      fixture.packet, from: expat, cuts: cuts, options: fixture.options)
    #expect(difference == nil)
  }

  @Test("Expat alone judges as expected, in any pieces", arguments: try Corpus.fixtures())
  func expatAlone(_ fixture: Fixture) {
    let whole = EngineRun(.expat, fixture.packet, options: fixture.options)
    #expect(whole.results.map(Expectation.ResultLine.init) == fixture.expected.results)
    #expect(
      whole.findings.map(\.rule.id).sorted() == fixture.expected.findings.map(\.rule).sorted())
    #expect(whole.lane.results == 0)
    #expect(whole.lane.bytes == 0)
    let splits = stride(from: 0, to: fixture.packet.count, by: max(1, fixture.packet.count / 16))
    for cut in Self.smallPieces + splits.map({ Cut.at($0) }) {
      let run = EngineRun(.expat, fixture.packet, cut: cut, options: fixture.options)
      #expect(run.difference(from: whole) == nil, "\(cut)")
    }
  }

  @Test(
    "grown by canonical results, is judged the same by both engines",
    arguments: try Corpus.fixtures(), GrownPacket.Growth.allCases)
  func grown(_ fixture: Fixture, _ growth: GrownPacket.Growth) {
    for layout in [Layout.oneLine, .indented] {
      guard let packet = GrownPacket(fixture.packet, growth, layout: layout) else { return }
      let splits = stride(from: 0, to: packet.bytes.count, by: max(1, packet.bytes.count / 16))
      let cuts = [.whole] + Self.smallPieces + splits.map { Cut.at($0) }
      let expat = EngineRun(.expat, packet.bytes, options: fixture.options)
      let difference = laneDifference(
        packet.bytes, from: expat, cuts: cuts, options: fixture.options)
      #expect(difference == nil, "\(packet)")
    }
  }

  /// Proves that the test above is not void: most packets can be grown, and then hold more results.
  @Test func mostPacketsGrow() throws {
    let fixtures = try Corpus.fixtures()
    var grown = 0
    for fixture in fixtures {
      guard let packet = GrownPacket(fixture.packet, .between) else { continue }
      let before = EngineRun(.expat, fixture.packet, options: fixture.options).results.count
      let after = EngineRun(.expat, packet.bytes, options: fixture.options).results.count
      if after >= before + 3 { grown += 1 }
    }
    #expect(grown > fixtures.count / 2)
  }
}
