/// The last known state of each task: its progress and, over several captures, whether it moves.
struct TaskTable {
  let history: TaskHistory

  private var isSeries: Bool { history.captureCount > 1 }

  func write(into output: inout [UInt8]) {
    if history.trails.isEmpty { return }
    let last = history.captureCount
    let shown = last + 1 - history.captures.count..<last + 1
    let tasks = history.trails
      .map { (trail: $0, movement: $0.movement(last: history.lastWhole)) }
      .sorted { ($0.movement.rank, $0.trail.task.id) < ($1.movement.rank, $1.trail.task.id) }
    let series: Markup =
      isSeries
      ? "<th scope=\"col\">From capture to capture</th><th scope=\"col\" data-sort=\"number\">Movement</th>"
      : ""
    if isSeries { output += movements(tasks.map(\.movement)) }
    output += """
      <div class="scroll" role="region" aria-label="Table of tasks" tabindex="0">
      <table class="sortable tasks"><caption class="away">Last known state of each task; those that need attention come first</caption>
      <thead><tr><th scope="col" data-sort="number" class="n">Task</th><th scope="col" data-sort="number">State</th>\
      <th scope="col" data-sort="number">Progress</th><th scope="col">Downloaded</th>\(series)</tr></thead>
      <tbody>

      """
    for (trail, movement) in tasks {
      output += row(trail.task)
      if isSeries {
        output += """
          <td class="picture">\(TaskPictures.trail(trail, shown))</td><td data-value="\(movement.rank)">\(movement.badge)</td>
          """
      }
      output += "</tr>\n"
    }
    output += "</tbody></table></div>\n"
    if history.surplus > 0 {
      output += """
        <p class="note">The first \(grouped(history.trails.count)) tasks are listed; \
        \(countedInGroups(history.surplus, "more result")) with a task \(history.surplus == 1 ? "is" : "are") only counted above.</p>

        """
    }
  }

  /// A row without its end.
  private func row(_ task: TaskTally.Task) -> Markup {
    """
    <tr><th scope="row" class="n" data-value="\(task.id)">\(task.id)</th>\
    <td data-value="\(task.state.rank)"><i class="swatch \(task.state.style)"></i>\(task.state.words)</td>\
    <td class="picture" data-value="\(task.percent ?? -1)">\(TaskPictures.progress(task))</td>\
    <td class="details">\(details(of: task))</td>
    """
  }

  private func details(of task: TaskTally.Task) -> Markup {
    switch task.state {
    case .finished: return task.packageID.map { "package \($0)" } ?? ""
    case .failed: return "<bdi>\(task.reason ?? "")</bdi>"
    default: break
    }
    guard let percent = task.percent, let completed = task.completed, let total = task.total else {
      return "<span class=\"why\">of unknown size</span>"
    }
    return "\(size(completed)) of \(size(total)) <span class=\"why\">\(percent) %</span>"
  }

  /// How many tasks made which movement, in words.
  private func movements(_ all: [TaskTrail.Movement]) -> Markup {
    var counts: [(name: String, count: Int)] = []
    for movement in all {
      if counts.last?.name == movement.name {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((movement.name, 1))
      }
    }
    let words = counts.map { "\(grouped($0.count)) \($0.name)" }.joined(separator: ", ")
    return "<p class=\"lead\">As of the last capture: \(words).</p>\n"
  }
}

extension TaskTrail.Movement {
  /// What needs attention comes first.
  fileprivate var rank: Int {
    switch self {
    case .stuck: 0
    case .restarted: 1
    case .failed: 2
    case .gone: 3
    case .moving: 4
    case .new: 5
    case .started: 6
    case .waiting: 7
    case .finished: 8
    }
  }

  fileprivate var name: String {
    switch self {
    case .stuck: "stuck"
    case .restarted: "restarted"
    case .failed: "failed"
    case .gone: "gone"
    case .moving: "moving"
    case .new: "new"
    case .started: "started"
    case .waiting: "waiting"
    case .finished: "finished"
    }
  }

  fileprivate var badge: Markup {
    switch self {
    case .stuck(let since):
      "<span class=\"badge warning\">stuck</span> <span class=\"why\">since capture \(since)</span>"
    case .restarted: "<span class=\"badge warning\">restarted</span>"
    case .failed: "<span class=\"badge error\">failed</span>"
    case .gone(let after):
      "<span class=\"badge quiet\">gone</span> <span class=\"why\">after capture \(after)</span>"
    case .moving(let bytes):
      "<span class=\"badge info\">moving</span> <span class=\"why\">+\(size(bytes))</span>"
    case .new: "<span class=\"badge info\">new</span>"
    case .started: "<span class=\"badge info\">started</span>"
    case .waiting: "<span class=\"badge quiet\">waiting</span>"
    case .finished: "<span class=\"badge ok\">finished</span>"
    }
  }
}
