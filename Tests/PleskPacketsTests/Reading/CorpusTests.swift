import PleskPackets
import TestSupport
import Testing

/// Every packet of the corpus, against its expectation and against itself in pieces.
@Suite struct CorpusTests {
  @Test("is judged as expected", arguments: try Corpus.fixtures())
  func whole(_ fixture: Fixture) {
    let outcome = Outcome(of: fixture.packet, options: fixture.options)
    let findings = outcome.findings.map(Expectation.FindingLine.init)
      .sorted { ($0.byteOffset, $0.rule) < ($1.byteOffset, $1.rule) }
    #expect(outcome.results.map(Expectation.ResultLine.init) == fixture.expected.results)
    #expect(findings == fixture.expected.findings)
    #expect(Expectation.PacketLine(outcome) == fixture.expected.packet)
  }

  @Test("an error is the fatal finding", arguments: try Corpus.fixtures())
  func errorIsLastFinding(_ fixture: Fixture) {
    let outcome = Outcome(of: fixture.packet, options: fixture.options)
    let fatal = outcome.findings.filter(\.rule.isFatal)
    #expect(fatal.count == (outcome.error == nil ? 0 : 1))
    guard let error = outcome.error else { return }
    #expect(outcome.events.last == fatal.last.map { .finding($0) })
    #expect(error.rule == fatal.last?.rule)
    #expect(error.location == fatal.last?.location)
    #expect(error.path == fatal.last?.path)
    #expect(error.message == fatal.last?.message)
  }

  @Test("is judged the same in two pieces, wherever it is cut", arguments: try Corpus.fixtures())
  func everySplit(_ fixture: Fixture) {
    expectSame(fixture, cuts: fixture.packet.indices.map { .at($0) })
  }

  @Test("is judged the same in small pieces", arguments: try Corpus.fixtures())
  func smallPieces(_ fixture: Fixture) {
    expectSame(fixture, cuts: [.every(1), .every(2), .every(3), .every(7)])
  }

  private func expectSame(_ fixture: Fixture, cuts: [Cut]) {
    func outcome(_ cut: Cut) -> Outcome {
      Outcome(of: fixture.packet, cut: cut, options: fixture.options)
    }
    let whole = outcome(.whole)
    let differing = cuts.filter { outcome($0) != whole }
    guard let first = differing.first else { return }
    let other = outcome(first)
    #expect(other.events == whole.events, "\(first), and \(differing.count - 1) more cuts")
    #expect(other.summary == whole.summary, "\(first)")
    #expect(other.error == whole.error, "\(first)")
  }
}
