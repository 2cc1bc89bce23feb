import PleskPackets
import TestSupport
import Testing

/// Memory that runs out inside Expat, at each allocation for a packet.
@Suite struct ScarceMemoryTests {
  /// What goes wrong when memory runs out at each allocation in turn.
  private struct Sweep {
    /// The first problem; nil if there is none.
    private(set) var problem: String?
    /// How many allocations failed.
    private(set) var failures = 0
    /// How many of these runs had delivered something before that.
    private(set) var beginnings = 0

    init(
      _ engine: PacketOptions.Engine, _ fixture: Fixture, _ cut: Cut,
      then course: ScarceMemory.Course
    ) {
      let good = EngineRun(engine, fixture.packet, cut: cut, options: fixture.options)
      while problem == nil {
        let number = failures + 1
        let memory = ScarceMemory(failing: number, then: course)
        let run = memory.serve(fixture.options) {
          EngineRun(engine, fixture.packet, cut: cut, options: $0)
        }
        if let problem = Self.problem(of: run, comparedTo: good, memory) {
          self.problem = "request \(number), \(cut), it \(course): \(problem)"
        }
        if !memory.hasRunOut { return }
        failures = number
        if !run.events.isEmpty { beginnings += 1 }
      }
    }

    private static func problem(
      of run: EngineRun, comparedTo good: EngineRun, _ memory: ScarceMemory
    ) -> String? {
      if memory.blocksInUse != 0 { return "\(memory.blocksInUse) blocks are still in use" }
      // Expat can do without some memory, and needs no more after the packet has ended.
      guard let difference = run.difference(from: good) else { return nil }
      if !memory.hasRunOut { return difference }
      if run.error?.code != .outOfMemory { return "\(difference), after memory ran out" }
      return good.events.starts(with: run.events) ? nil : "\(difference), before memory ran out"
    }
  }

  @Test(
    "ends the packet with an error, after everything that was certain", .timeLimit(.minutes(5)),
    arguments: try Corpus.fixtures())
  func everyRequest(_ fixture: Fixture) {
    for engine in PacketOptions.Engine.allCases {
      for course in ScarceMemory.Course.allCases {
        for cut in [Cut.whole, .every(61)] {
          let sweep = Sweep(engine, fixture, cut, then: course)
          #expect(sweep.problem == nil, "\(engine)")
          // A parser, its tables, a buffer.
          #expect(sweep.failures > 9)
        }
      }
    }
  }
}
