import PleskPackets

/// Writes results as `--results` prints them.
struct ResultWriter: Sendable {
  /// Appends one result as a line of JSON, absent fields left out.
  func write(_ result: DownloadResultView, _ name: PacketName, into output: inout [UInt8]) {
    var line = JSONObject(into: &output)
    line.members(of: name, &output)
    line.member("index", Int64(result.index), &output)
    if let status = result.status { line.member("status", status.rawValue, &output) }
    line.member("errcode", result.errcode.map(Int64.init), &output)
    line.member("errtext", result.errtext, &output)
    line.member("filterId", result.filterID, &output)
    line.member("id", result.id, &output)
    if let task = result.task {
      line.key("task", &output)
      var member = JSONObject(into: &output)
      member.member("id", task.id, &output)
      if let state = task.state { member.member("state", state.rawValue, &output) }
      member.member("packageId", task.packageID, &output)
      member.member("error", task.failureReason, &output)
      member.member("total", task.total, &output)
      member.member("completed", task.completed, &output)
      member.end(&output)
    }
    line.end(&output)
    output.append(0x0A)
  }
}
