package import PleskPackets

/// The values of `--results-format`.
package enum ResultsFormat: String, CaseIterable, Sendable {
  case jsonl, csv
}

/// Writes results as `--results` prints them. Nothing is allocated for a result.
package struct ResultWriter: Sendable {
  private let format: ResultsFormat
  private let line: ResultLine
  private let row: ResultRow
  private let states: CaseSet<ResultState>

  /// - Parameters:
  ///   - fields: Which fields are written, each once; as CSV in this order.
  ///   - states: Which results are written.
  package init(
    format: ResultsFormat = .jsonl, fields: [ResultField] = ResultField.allCases,
    states: [ResultState] = ResultState.allCases
  ) {
    self.format = format
    line = ResultLine(fields: fields)
    row = ResultRow(
      columns: fields.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
    self.states = CaseSet(states)
  }

  /// Appends what comes before the first result.
  func start(into output: inout [UInt8]) {
    if format == .csv { row.writeNames(into: &output) }
  }

  /// Appends one result, if it is in a state that is asked for.
  package func write(_ result: DownloadResultView, _ name: PacketName, into output: inout [UInt8]) {
    _ = write(result, number: result.index, name, into: &output)
  }

  /// Appends one result, if it is in a state that is asked for.
  ///
  /// - Parameter number: The result's number; nil to leave it out, so that it can be put in later.
  /// - Returns: Where the number is or belongs, if that field is asked for.
  package func write(
    _ result: DownloadResultView, number: Int?, _ name: PacketName, into output: inout [UInt8]
  ) -> Int? {
    guard states.contains(ResultState(result)) else { return nil }
    return switch format {
    case .jsonl: line.write(result, number, name, into: &output)
    case .csv: row.write(result, number, name, into: &output)
    }
  }
}
