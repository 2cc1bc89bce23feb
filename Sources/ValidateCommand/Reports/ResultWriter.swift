import PleskPackets

/// Writes results as `--results` prints them. Nothing is allocated for a result.
struct ResultWriter: Sendable {
  private let format: ResultsFormat
  private let line: ResultLine
  private let row: ResultRow
  private let states: CaseSet<ResultState>

  /// - Parameters:
  ///   - fields: Which fields are written; as CSV in this order.
  ///   - states: Which results are written.
  init(
    format: ResultsFormat = .jsonl, fields: [ResultField] = ResultField.allCases,
    states: [ResultState] = ResultState.allCases
  ) {
    self.format = format
    line = ResultLine(fields: fields)
    row = ResultRow(columns: fields)
    self.states = CaseSet(states)
  }

  /// Appends what comes before the first result.
  func start(into output: inout [UInt8]) {
    if format == .csv { row.writeNames(into: &output) }
  }

  /// Appends one result, if it is in a state that is asked for.
  func write(_ result: DownloadResultView, _ name: PacketName, into output: inout [UInt8]) {
    guard states.contains(state(of: result)) else { return }
    switch format {
    case .jsonl: line.write(result, name, into: &output)
    case .csv: row.write(result, name, into: &output)
    }
  }

  private func state(of result: DownloadResultView) -> ResultState {
    if result.status == .error { return .error }
    return switch result.task?.state {
    case .finished: .finished
    case .failed: .failed
    case .downloading: .downloading
    case .queued: .queued
    case nil: .none
    }
  }
}
