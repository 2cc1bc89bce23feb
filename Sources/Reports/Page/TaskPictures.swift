import PleskPackets

/// The drawings of a page, as SVG. Sizes are attributes, because the page's policy forbids inline
/// styles.
enum TaskPictures {
  /// The shares of the states among the results of a capture, as one bar.
  static func shares(_ counts: [Int]) -> Markup {
    let all = counts.reduce(0, +)
    var parts: Markup = ""
    var start = 0
    var sum = 0
    for state in ResultState.pictured where counts[state.rawValue] > 0 {
      sum += counts[state.rawValue]
      let end = thousandths(sum, of: all)
      parts += """
        <rect class="\(state.style)" x="\(start)" width="\(max(4, end - start - 3))" height="10"/>
        """
      start = end
    }
    return """
      <svg class="shares" viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label="\(words(counts))">\(parts)</svg>
      """
  }

  /// How much of a task has been downloaded.
  static func progress(_ task: TaskTally.Task) -> Markup {
    let width = (task.percent ?? 0) * 10
    return """
      <svg class="progress" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">\
      <rect class="track" width="1000" height="10"/><rect class="\(task.state.style)" width="\(width)" height="10"/></svg>
      """
  }

  /// A task from capture to capture: one column each, as high as its progress.
  ///
  /// - Parameter captures: The numbers of the captures that are shown.
  static func trail(_ trail: TaskTrail, _ captures: Range<Int>) -> Markup {
    let height = 24
    var columns: Markup = ""
    var spoken: [String] = []
    for capture in captures {
      let x = (capture - captures.lowerBound) * 9
      guard let step = trail.steps.first(where: { $0.capture == capture }) else {
        columns +=
          "<rect class=\"absent\" x=\"\(x)\" y=\"\(height - 1)\" width=\"8\" height=\"1\"/>"
        spoken.append("absent")
        continue
      }
      if step.state == .failed {
        columns += """
          <path class="\(step.state.style)" d="M\(x + 1) \(height - 7)l6 6m0 -6l-6 6"/>
          """
      } else {
        let column = max(3, (step.percent ?? 0) * height / 100)
        columns += """
          <rect class="\(step.state.style)" x="\(x)" y="\(height - column)" width="8" height="\(column)"/>
          """
      }
      spoken.append(step.words)
    }
    return """
      <svg class="trail" width="\(captures.count * 9 - 1)" height="\(height)" role="img" aria-label="\(spoken.joined(separator: ", "))">\(columns)</svg>
      """
  }

  /// The states in words, with their numbers.
  static func words(_ counts: [Int]) -> String {
    ResultState.pictured.filter { counts[$0.rawValue] > 0 }
      .map { "\(grouped(counts[$0.rawValue])) \($0.words)" }
      .joined(separator: ", ")
  }

  private static func thousandths(_ part: Int, of all: Int) -> Int {
    all > 0 ? Int(Double(part) / Double(all) * 1000) : 0
  }
}

extension ResultState {
  /// In the order in which pictures and tables show them.
  static let pictured: [ResultState] =
    DownloadTaskView.State.pictured.map(ResultState.task) + [.error, .none]

  /// In words that follow a number.
  var words: String {
    switch self {
    case .task(let state): state.words
    case .error: "failed queries"
    case .none: "without a task"
    }
  }

  /// The class that gives it its colour.
  var style: String {
    switch self {
    case .task(let state): state.rawValue
    case .error: "query"
    case .none: "taskless"
    }
  }
}

extension DownloadTaskView.State {
  /// In the order in which pictures and tables show them.
  static let pictured: [DownloadTaskView.State] = [.finished, .downloading, .queued, .failed]

  /// The place in that order.
  var rank: Int { Self.pictured.firstIndex(of: self) ?? 0 }

  var words: String { rawValue }

  /// The class that gives it its colour.
  var style: String { rawValue }
}

extension TaskTrail.Step {
  fileprivate var words: String {
    if state == .downloading, let percent { return "\(percent) %" }
    return state.words
  }
}
