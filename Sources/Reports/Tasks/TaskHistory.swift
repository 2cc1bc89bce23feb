import PleskPackets

/// How tasks change from packet to packet, in the order in which the packets were given.
///
/// A packet with results is a capture. The first tasks and the last captures are kept, so the size
/// is bounded.
struct TaskHistory {
  struct Capture {
    /// From 1.
    var number: Int
    var name: PacketName
    /// How many results there are in each state.
    var counts: [Int]
  }

  /// Tasks that are kept.
  static var mostTasks: Int { 2000 }
  /// Captures that are kept, the last ones.
  static var mostCaptures: Int { 32 }

  private(set) var captureCount = 0
  private(set) var captures: [Capture] = []
  /// The number of the last capture that was read to its end.
  private(set) var lastWhole = 0
  /// In the order in which they were first seen.
  private(set) var trails: [TaskTrail] = []
  /// Results with a task that is not kept.
  private(set) var surplus = 0
  private var places: [Int64: Int] = [:]

  /// Adds the packet that comes next.
  mutating func add(_ tally: TaskTally, of name: PacketName) {
    if tally.counts.allSatisfy({ $0 == 0 }) { return }
    captureCount += 1
    if tally.isWhole { lastWhole = captureCount }
    captures.append(Capture(number: captureCount, name: name, counts: tally.counts))
    if captures.count > Self.mostCaptures { captures.removeFirst() }
    surplus += tally.surplus
    for task in tally.tasks {
      if let place = places[task.id] {
        trails[place].add(task, in: captureCount)
      } else if trails.count < Self.mostTasks {
        places[task.id] = trails.count
        trails.append(TaskTrail(task, in: captureCount))
      } else {
        surplus += 1
      }
    }
  }
}
