import PleskPackets

/// A result as a line of JSON.
struct ResultLine: Sendable {
  private let fields: CaseSet<ResultField>
  private let hasTask: Bool

  /// - Parameter fields: Those that are written, in the order of their declaration.
  init(fields: some Sequence<ResultField>) {
    let set = CaseSet(fields)
    self.fields = set
    hasTask = ResultField.ofTask.contains { set.contains($0) }
  }

  /// Appends the line, without absent fields.
  ///
  /// - Returns: Where the result's number is, if it is written.
  func write(
    _ result: DownloadResultView, _ number: Int?, _ name: PacketName, into output: inout [UInt8]
  ) -> Int? {
    var place: Int?
    var line = JSONObject(into: &output)
    if has(.file) { line.member("file", name.file, &output) }
    if has(.part) { line.member("part", name.part, &output) }
    if has(.index) {
      line.key("index", &output)
      place = output.count
      if let number { appendDecimal(Int64(number), to: &output) }
    }
    if has(.status) { line.member("status", result.status?.rawValue, &output) }
    if has(.errcode) { line.member("errcode", result.errcode.map(Int64.init), &output) }
    if has(.errtext) { line.member("errtext", result.errtext, &output) }
    if has(.filterID) { line.member("filterId", result.filterID, &output) }
    if has(.id) { line.member("id", result.id, &output) }
    if hasTask, let task = result.task {
      line.key("task", &output)
      write(task, into: &output)
    }
    line.end(&output)
    output.append(0x0A)
    return place
  }

  private func write(_ task: DownloadTaskView, into output: inout [UInt8]) {
    var member = JSONObject(into: &output)
    if has(.taskID) { member.member("id", task.id, &output) }
    if has(.taskState) { member.member("state", task.state?.rawValue, &output) }
    if has(.taskPackageID) { member.member("packageId", task.packageID, &output) }
    if has(.taskError) { member.member("error", task.failureReason, &output) }
    if has(.taskTotal) { member.member("total", task.total, &output) }
    if has(.taskCompleted) { member.member("completed", task.completed, &output) }
    member.end(&output)
  }

  private func has(_ field: ResultField) -> Bool { fields.contains(field) }
}
