import PleskPackets

/// A result as a line of CSV (RFC 4180, with a line feed at the end).
///
/// An absent field is empty, an empty text is `""`.
struct ResultRow: Sendable {
  /// No field occurs twice.
  let columns: [ResultField]

  /// Appends the header.
  func writeNames(into output: inout [UInt8]) {
    for (place, column) in columns.enumerated() {
      if place > 0 { output.append(UInt8(ascii: ",")) }
      output.append(column.name)
    }
    output.append(0x0A)
  }

  /// Appends the row.
  ///
  /// - Returns: Where the result's number is, if it is written.
  func write(
    _ result: DownloadResultView, _ number: Int?, _ name: PacketName, into output: inout [UInt8]
  ) -> Int? {
    var place: Int?
    for column in columns.indices {
      if column > 0 { output.append(UInt8(ascii: ",")) }
      if columns[column] == .index { place = output.count }
      write(columns[column], of: result, number, name, into: &output)
    }
    output.append(0x0A)
    return place
  }

  private func write(
    _ column: ResultField, of result: DownloadResultView, _ index: Int?, _ name: PacketName,
    into output: inout [UInt8]
  ) {
    switch column {
    case .file: text(name.file.utf8.span, &output)
    case .part: if let part = name.part { text(part.utf8.span, &output) }
    case .index: number(index.map(Int64.init), &output)
    case .status: if let status = result.status { output.append(status.rawValue) }
    case .errcode: number(result.errcode.map(Int64.init), &output)
    case .errtext: text(result.errtext, &output)
    case .filterID: text(result.filterID, &output)
    case .id: number(result.id, &output)
    case .taskID: number(result.task?.id, &output)
    case .taskState: if let state = result.task?.state { output.append(state.rawValue) }
    case .taskPackageID: number(result.task?.packageID, &output)
    case .taskError: if let task = result.task { text(task.failureReason, &output) }
    case .taskTotal: number(result.task?.total, &output)
    case .taskCompleted: number(result.task?.completed, &output)
    }
  }

  private func number(_ value: Int64?, _ output: inout [UInt8]) {
    if let value { appendDecimal(value, to: &output) }
  }

  private func text(_ value: Span<UInt8>?, _ output: inout [UInt8]) {
    if let value { appendCSV(value, to: &output) }
  }
}
