import PleskPackets

/// One task from capture to capture.
struct TaskTrail {
  /// How one capture shows it.
  struct Step {
    var capture: Int
    var state: DownloadTaskView.State
    /// Bytes downloaded.
    var completed: Int64?
    /// Of the bytes to download; nil if that is not known.
    var percent: Int?
  }

  /// What can be said of it after the last capture. What needs a look comes first.
  enum Movement {
    /// Downloading, and no byte has come since this capture.
    case stuck(since: Int)
    /// Fewer bytes are there than before.
    case restarted
    case failed
    /// It was not done, and the last capture does not have it; this one was the last that did.
    case gone(after: Int)
    /// So many bytes have come since the capture before.
    case moving(by: Int64)
    /// Downloading, and seen for the first time.
    case new
    /// Downloading, which it did not in the capture before.
    case started
    case waiting
    case finished
  }

  /// As the last capture that has it shows it.
  private(set) var task: TaskTally.Task
  /// The latest ones, one a capture.
  private(set) var steps: [Step]
  /// Since when it has been as it is.
  private var since: Int
  /// How many bytes more are there than before, if it was downloading then too.
  private var growth: Int64?

  init(_ task: TaskTally.Task, in capture: Int) {
    self.task = task
    since = capture
    steps = [Step(task, in: capture)]
  }

  mutating func add(_ task: TaskTally.Task, in capture: Int) {
    // The last result of a capture counts.
    if steps.last?.capture == capture { steps.removeLast() }
    growth = nil
    if let before = steps.last, before.state == task.state, task.state == .downloading {
      let (difference, overflows) =
        (task.completed ?? 0).subtractingReportingOverflow(before.completed ?? 0)
      growth = overflows ? nil : difference
    }
    if steps.last?.state != task.state || growth.map({ $0 != 0 }) == true { since = capture }
    self.task = task
    steps.append(Step(task, in: capture))
    if steps.count > TaskHistory.mostCaptures { steps.removeFirst() }
  }

  /// - Parameter last: The number of the last capture that was read to its end; one that was cut
  ///   may lack tasks.
  func movement(last: Int) -> Movement {
    let seen = steps.last?.capture ?? last
    switch task.state {
    case .finished: return .finished
    case .failed: return .failed
    default: break
    }
    if seen < last { return .gone(after: seen) }
    if task.state == .queued { return .waiting }
    return switch growth {
    case .some(let bytes) where bytes < 0: .restarted
    case .some(0): .stuck(since: since)
    case .some(let bytes): .moving(by: bytes)
    case nil: steps.count == 1 ? .new : .started
    }
  }
}

extension TaskTrail.Step {
  init(_ task: TaskTally.Task, in capture: Int) {
    self.init(capture: capture, state: task.state, completed: task.completed, percent: task.percent)
  }
}

extension TaskTally.Task {
  /// How much has been downloaded, rounded down; nil if that is not known.
  var percent: Int? {
    if state == .finished { return 100 }
    guard let total, let completed, total > 0, completed >= 0 else { return nil }
    return completed >= total ? 100 : Int(Double(completed) / Double(total) * 100)
  }
}
