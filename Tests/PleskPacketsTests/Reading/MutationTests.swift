import PleskPackets
import TestSupport
import Testing

/// Damaged packets: nothing crashes, and cutting them changes nothing.
@Suite struct MutationTests {
  static let perPacket = 25

  @Test("damaged, is judged the same in pieces", arguments: try Corpus.fixtures())
  func pieces(_ fixture: Fixture) {
    var mutator = Mutator(name: fixture.testDescription)
    for _ in 0..<Self.perPacket {
      let packet = mutator.mutate(fixture.packet)
      let whole = Outcome(of: packet, options: fixture.options)
      for cut in [Cut.every(1), .every(2), .every(3), .every(7), .at(packet.count / 2)] {
        let other = Outcome(of: packet, cut: cut, options: fixture.options)
        if other == whole { continue }
        Issue.record("\(cut): \(String(decoding: packet, as: UTF8.self))")
        #expect(other.events == whole.events)
        #expect(other.summary == whole.summary)
        #expect(other.error == whole.error)
        return
      }
      expectSound(whole)
    }
  }

  /// What holds of every outcome.
  private func expectSound(_ outcome: Outcome) {
    let fatal = outcome.findings.filter(\.rule.isFatal)
    let isSound =
      fatal.count == (outcome.error == nil ? 0 : 1)
      && outcome.results.map(\.index) == Array(1..<(outcome.results.count + 1))
      && outcome.summary.results == outcome.results.count
      && outcome.summary.errors == outcome.findings.count { $0.severity == .error }
      && outcome.summary.warnings == outcome.findings.count { $0.severity == .warning }
      && outcome.summary.infos == outcome.findings.count { $0.severity == .info }
      && outcome.findings.allSatisfy { $0.path.hasPrefix("/") && !$0.message.isEmpty }
      && outcome.findings.allSatisfy { $0.location.line > 0 && $0.location.column > 0 }
    #expect(isSound, "\(outcome)")
  }
}
