import PleskPackets
import TestSupport
import Testing

@testable import Reports

/// Who moved, who is stuck: tasks from capture to capture.
@Suite struct TaskHistoryTests {
  /// A task of one capture: the bytes of a download of 1,000, or a state.
  private enum Seen {
    case bytes(Int), queued, finished, failed, absent, cut
  }

  private func result(_ id: Int, _ seen: Seen) -> String? {
    let inside: String? =
      switch seen {
      case .bytes(let count):
        "<in-progress><total>1000</total><completed>\(count)</completed><current>a</current></in-progress>"
      case .queued: "<in-progress><total>1000</total><completed>0</completed></in-progress>"
      case .finished: "<finished><package-id>1</package-id></finished>"
      case .failed: "<finished><error>no</error></finished>"
      case .absent, .cut: nil
      }
    return inside.map {
      "<result><status>ok</status><filter-id>\(id)</filter-id><id>\(id)</id><task><id>\(id)</id>\($0)</task></result>"
    }
  }

  private func tally(_ packet: String, isWhole: Bool = true) throws -> TaskTally {
    final class Gathered { var tally = TaskTally() }
    let gathered = Gathered()
    var parser = PacketParser { event in
      if case .result(let result) = event { gathered.tally.add(result) }
    }
    try parser.feed(Array(packet.utf8))
    gathered.tally.isWhole = isWhole
    return gathered.tally
  }

  /// The history of task 1 next to task 2, which is always there.
  private func movement(_ captures: [Seen]) throws -> String {
    var history = TaskHistory()
    for seen in captures {
      let results = [result(1, seen), result(2, .finished)].compactMap(\.self)
      let isWhole = if case .cut = seen { false } else { true }
      history.add(
        try tally(Packets.response(results), isWhole: isWhole), of: PacketName("a.xml"))
    }
    let trail = try #require(history.trails.first { $0.task.id == 1 })
    return "\(trail.movement(last: history.lastWhole))"
  }

  @Test("a task is where its captures say")
  func movements() throws {
    #expect(try movement([.bytes(1)]) == "new")
    #expect(try movement([.absent, .bytes(1)]) == "new")
    #expect(try movement([.queued, .bytes(1)]) == "started")
    #expect(try movement([.bytes(1), .bytes(5)]) == "moving(by: 4)")
    #expect(try movement([.bytes(1), .bytes(5), .bytes(5)]) == "stuck(since: 2)")
    #expect(try movement([.bytes(5), .bytes(5), .bytes(5)]) == "stuck(since: 1)")
    #expect(try movement([.bytes(5), .bytes(5), .bytes(6)]) == "moving(by: 1)")
    #expect(try movement([.bytes(5), .bytes(1)]) == "restarted")
    #expect(try movement([.bytes(5), .queued, .bytes(1)]) == "started")
    #expect(try movement([.queued, .queued]) == "waiting")
    #expect(try movement([.bytes(1), .finished, .absent]) == "finished")
    #expect(try movement([.bytes(1), .failed]) == "failed")
    #expect(try movement([.bytes(1), .absent, .absent]) == "gone(after: 1)")
    #expect(try movement([.bytes(1), .absent, .bytes(1)]) == "stuck(since: 1)")
    #expect(try movement([.bytes(1), .bytes(2), .cut]) == "moving(by: 1)")
  }

  @Test("of two results for a task in one capture, the last counts")
  func twice() throws {
    var history = TaskHistory()
    let (early, late) = (result(1, .bytes(10)) ?? "", result(1, .bytes(30)) ?? "")
    for packet in [[early], [early, late], [late, early]] {
      history.add(try tally(Packets.response(packet)), of: PacketName("a.xml"))
    }
    let trail = try #require(history.trails.first)
    #expect(trail.steps.map(\.completed) == [10, 30, 10])
    #expect("\(trail.movement(last: 3))" == "restarted")
  }

  @Test("packets without results are no captures; all results are counted")
  func captures() throws {
    var history = TaskHistory()
    history.add(try tally("<packet><aps>"), of: PacketName("a.xml"))
    #expect(history.captureCount == 0)
    let packet = Packets.response(
      result(1, .finished) ?? "", result(2, .failed) ?? "", result(3, .queued) ?? "",
      result(4, .bytes(5)) ?? "", Packets.failedWithoutText(), Packets.noTransaction)
    history.add(try tally(packet), of: PacketName("b.xml"))
    #expect(history.captures.map(\.counts) == [[1, 1, 1, 1, 1, 1]])
    #expect(history.trails.map(\.task.percent) == [100, nil, 0, 0])
  }

  @Test("what is kept is bounded, and what is not kept is counted")
  func bounds() throws {
    let results = (1...2100).compactMap { result($0, .bytes(1)) }
    let tally = try tally(Packets.response(results))
    #expect(tally.tasks.count == 2000)
    #expect(tally.surplus == 100)
    var history = TaskHistory()
    history.add(try self.tally(Packets.response(result(5000, .queued) ?? "")), of: PacketName("a"))
    for _ in 0..<40 { history.add(tally, of: PacketName("b")) }
    #expect(history.trails.count == 2000)
    #expect(history.surplus == 40 * 101)
    #expect(history.captures.map(\.number) == Array(10...41))
    #expect(history.trails.map(\.steps.count).max() == 32)
  }

  @Test("the reason of a failed task is kept up to a bound, whole scalars of it")
  func reasons() throws {
    let text = String(repeating: "ü", count: 150) + "x"
    for reason in [text, "a" + text] {
      let packet = Packets.response(
        "<result><status>ok</status><id>1</id><task><id>1</id><finished><error>\(reason)</error></finished></task></result>"
      )
      let kept = try #require(try tally(packet).tasks.first?.reason)
      #expect(reason.hasPrefix(kept.dropLast()))
      #expect(kept.last == "…" && kept.utf8.count > 195)
    }
  }
}
