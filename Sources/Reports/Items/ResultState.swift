package import PleskPackets

/// What became of a query, as `--state` names it. Every result has one.
package enum ResultState: Hashable, Sendable {
  /// The query succeeded, and its task is in this state.
  case task(DownloadTaskView.State)
  /// The query failed, so nothing is known about a task.
  case error
  /// The query succeeded, and no task has a state.
  case none

  init(_ result: DownloadResultView) {
    if result.status == .error {
      self = .error
    } else {
      self = result.task?.state.map(ResultState.task) ?? .none
    }
  }

  package var name: String {
    switch self {
    case .task(let state): state.rawValue
    case .error: "error"
    case .none: "none"
    }
  }
}

extension ResultState: CaseIterable {
  package static let allCases =
    DownloadTaskView.State.allCases.map(ResultState.task) + [.error, .none]
}

extension ResultState: RawRepresentable {
  /// The place in `allCases`.
  package var rawValue: Int {
    switch self {
    case .task(.finished): 0
    case .task(.failed): 1
    case .task(.downloading): 2
    case .task(.queued): 3
    case .error: 4
    case .none: 5
    }
  }

  package init?(rawValue: Int) {
    guard Self.allCases.indices.contains(rawValue) else { return nil }
    self = Self.allCases[rawValue]
  }
}
