import PleskPackets

/// What became of a query, as `--state` names it. Every result has one.
package enum ResultState: Int, CaseIterable, Sendable {
  /// The query succeeded, and its task is in this state.
  case finished, failed, downloading, queued
  /// The query failed, so nothing is known about a task.
  case error
  /// The query succeeded, and no task has a state.
  case none

  package var name: String { "\(self)" }

  init(_ result: DownloadResultView) {
    self =
      switch (result.status, result.task?.state) {
      case (.error, _): .error
      case (_, .finished): .finished
      case (_, .failed): .failed
      case (_, .downloading): .downloading
      case (_, .queued): .queued
      case (_, nil): .none
      }
  }
}
