import PleskPackets
import TestSupport
import Testing

/// What the lane remembers of markup: when it runs out of room, it starts again, and reads
/// everything the same.
@Suite struct LearnedRunsTests {
  /// Results that each have their own whitespace between the tags, up to this many.
  private func packet(_ results: Int, spaces: (Int) -> Int) -> [UInt8] {
    let all = (1...results).map { number in
      finishedResult(id: number, package: number)
        .split(separator: "><", omittingEmptySubsequences: false)
        .joined(separator: ">" + String(repeating: " ", count: spaces(number)) + "<")
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

  @Test("a run that is too long to be remembered is still read")
  func longRuns() {
    let packet = packet(20) { _ in 700 }
    let run = EngineRun(.auto, packet)
    #expect(run.results == EngineRun(.expat, packet).results)
    #expect(run.lane.results == 19)
  }
}
