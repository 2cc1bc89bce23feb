import PleskPackets
import TestSupport
import Testing

/// What the lane remembers of markup: when there is no more room, it starts anew, and nothing is
/// read otherwise.
@Suite struct LearnedRunsTests {
  /// Results that each have their own whitespace between the tags, up to so many.
  private func packet(_ results: Int, blanks: (Int) -> Int) -> [UInt8] {
    let all = (1...results).map { number in
      finishedResult(id: number, package: number)
        .split(separator: "><", omittingEmptySubsequences: false)
        .joined(separator: ">" + String(repeating: " ", count: blanks(number)) + "<")
    }
    return Array(response(all.joined()).utf8)
  }

  @Test("more markup than there is room for is still read")
  func manyRuns() {
    let packet = packet(500) { $0 % 97 }
    let run = EngineRun(.auto, packet)
    #expect(run.results == EngineRun(.expat, packet).results)
    #expect(run.lane.results == 499)
  }

  @Test("a run that is longer than any that is kept is still read")
  func longRuns() {
    let packet = packet(20) { _ in 700 }
    let run = EngineRun(.auto, packet)
    #expect(run.results == EngineRun(.expat, packet).results)
    #expect(run.lane.results == 19)
  }
}
