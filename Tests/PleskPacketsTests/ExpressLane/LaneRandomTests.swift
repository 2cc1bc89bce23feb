import PleskPackets
import TestSupport
import Testing

/// Random packets, whole and damaged, in random pieces: both engines judge them the same.
@Suite struct LaneRandomTests {
  private static let packetsPerSeries = 100

  @Test("random packets", arguments: 0..<40)
  func series(_ number: Int) {
    for offset in 0..<Self.packetsPerSeries {
      let seed = UInt64(number * Self.packetsPerSeries + offset)
      var packet = RandomPacket(seed: seed)
      let options = packet.options
      let expat = EngineRun(.expat, packet.bytes, options: options)
      var difference = laneDifference(
        packet.bytes, from: expat, cuts: [.whole, .every(1), .every(7), .every(64)],
        options: options)
      for _ in 0..<3 where difference == nil {
        difference = delayOrDifference(packet.bytes, packet.pieces(), expat, options)
      }
      if let difference {
        let text = String(decoding: packet.bytes, as: UTF8.self)
        Issue.record("seed \(seed): \(difference)\n\(options)\n\(text.debugDescription)")
        return
      }
    }
  }

  /// The lane in these pieces: it reports what Expat reports for the whole packet, and at the same
  /// time as Expat for the same pieces.
  private func delayOrDifference(
    _ packet: [UInt8], _ pieces: [Range<Int>], _ whole: EngineRun, _ options: PacketOptions
  ) -> String? {
    let lane = EngineRun(.auto, packet, cut: .into(pieces), options: options)
    let expat = EngineRun(.expat, packet, cut: .into(pieces), options: options)
    guard let difference = lane.difference(from: whole) else {
      return lane.arrivals == expat.arrivals
        ? nil : "pieces \(pieces): events come with other pieces than those of Expat"
    }
    let culprit = expat.outcome == whole.outcome ? "lane" : "Expat too"
    return "\(culprit), pieces \(pieces): \(difference)"
  }

  /// Proves that the test above is not void: what the packets are made of.
  @Test func packetsAreOfAllKinds() {
    var (results, findings, fatal, valid) = (0, 0, 0, 0)
    var rules: Set<String> = []
    for seed in 0..<600 {
      let packet = RandomPacket(seed: UInt64(seed))
      let run = EngineRun(.expat, packet.bytes, options: packet.options)
      results += run.results.count
      findings += run.findings.count
      rules.formUnion(run.ruleIDs)
      if run.error != nil { fatal += 1 }
      if run.summary.verdict == .valid { valid += 1 }
    }
    #expect(results > 3000)
    #expect(findings > 1000)
    #expect((100...500).contains(fatal))
    #expect(valid > 60)
    #expect(rules.count > 25, "\(rules.sorted())")
  }
}
