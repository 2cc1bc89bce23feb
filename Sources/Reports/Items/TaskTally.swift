import Bytes
import Bytes
package import PleskPackets

/// What the results of one packet say of tasks.
///
/// All results are counted, the first tasks are kept, so the size is bounded.
package struct TaskTally: Sendable {
  /// A task as one result tells of it.
  struct Task: Sendable {
    var id: Int64
    var state: DownloadTaskView.State
    /// Bytes to download in all.
    var total: Int64?
    /// Bytes downloaded.
    var completed: Int64?
    var packageID: Int64?
    /// The start of what a failed task says of itself.
    var reason: String?
  }

  /// Tasks that are kept of one packet.
  static var mostTasks: Int { 2000 }
  /// Bytes that are kept of a reason.
  private static var mostOfReason: Int { 200 }

  /// How many results there are of each state.
  private(set) var counts = [Int](repeating: 0, count: ResultState.allCases.count)
  private(set) var tasks: [Task] = []
  /// Whether the packet was read to its end, so that what is not here is not in the packet.
  package var isWhole = false
  /// Results with a task that was not kept.
  private(set) var surplus = 0

  package init() {}

  package mutating func add(_ result: DownloadResultView) {
    let state = ResultState(result)
    counts[state.rawValue] += 1
    guard case .task(let state) = state, let task = result.task, let id = task.id ?? result.id
    else { return }
    if tasks.count == Self.mostTasks {
      surplus += 1
      return
    }
    tasks.append(
      Task(
        id: id, state: state, total: task.total, completed: task.completed,
        packageID: task.packageID, reason: reason(of: task)))
  }

  private func reason(of task: DownloadTaskView) -> String? {
    guard let text = task.failureReason else { return nil }
    if text.count <= Self.mostOfReason { return String(copying: text) }
    // What the cut leaves of a scalar would read as U+FFFD.
    let start = String(copying: text.extracting(first: Self.mostOfReason))
    return (start.hasSuffix("\u{FFFD}") ? String(start.dropLast()) : start) + "…"
  }
}
