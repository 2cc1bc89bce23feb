import PleskPackets

/// What the operations of one request, or of several, ask for together.
struct RequestedTasks {
  private var ids: [Int64] = []
  private var hasOperation = false
  private var asksForAll = false

  mutating func add(_ request: DownloadStatusRequest) {
    hasOperation = true
    if case .tasks(let more) = request.selection { ids += more } else { asksForAll = true }
  }

  /// nil if there is no operation that asks for anything.
  var request: DownloadStatusRequest? {
    hasOperation ? DownloadStatusRequest(asksForAll ? .all : .tasks(ids)) : nil
  }
}
