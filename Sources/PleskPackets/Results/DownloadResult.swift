/// One result of get-download-status: what became of one query.
///
/// A field is nil when its element is absent, or when its value is invalid or does not fit.
public struct DownloadResult: Sendable, Hashable, Codable {
  /// The status with what belongs to it.
  public enum Outcome: Sendable, Hashable, Codable {
    case success
    /// The query failed. `code` is one of Plesk's error codes, see `KnownErrorCode`.
    case failure(code: UInt32?, text: String?)
  }

  /// The place among all results of the packet, from 1.
  public var index: Int
  public var status: ResultStatus?
  public var errcode: UInt32?
  /// Untrimmed.
  public var errtext: String?
  /// What the query asked for, untrimmed; usually the digits of a task's id.
  public var filterID: String?
  /// The id of the task.
  public var id: Int64?
  public var task: DownloadTask?

  public init(
    index: Int = 1, status: ResultStatus? = nil, errcode: UInt32? = nil, errtext: String? = nil,
    filterID: String? = nil, id: Int64? = nil, task: DownloadTask? = nil
  ) {
    self.index = index
    self.status = status
    self.errcode = errcode
    self.errtext = errtext
    self.filterID = filterID
    self.id = id
    self.task = task
  }

  /// Success or failure of the query; nil if the packet has no valid status.
  public var outcome: Outcome? {
    switch status {
    case .ok: .success
    case .error: .failure(code: errcode, text: errtext)
    case nil: nil
    }
  }
}

/// A task that downloads an application package.
public struct DownloadTask: Sendable, Hashable, Codable {
  /// How far the task is. Payloads are nil where the packet breaks the rules.
  public enum State: Sendable, Hashable, Codable {
    /// Downloaded: the id of the package on the server.
    case finished(package: Int64?)
    /// Not found in the catalog, or the download broke: free text, possibly localised.
    case failed(reason: String)
    case downloading(Progress)
    case queued(Progress)
  }

  /// Bytes downloaded of all bytes.
  public struct Progress: Sendable, Hashable, Codable {
    /// Bytes to download in all.
    public var total: Int64?
    /// Bytes downloaded.
    public var completed: Int64?

    /// Makes a progress of these numbers of bytes.
    public init(total: Int64?, completed: Int64?) {
      self.total = total
      self.completed = completed
    }
  }

  /// The id in the task itself. It should be that of the result.
  public var id: Int64?
  /// How far the task is; nil if its elements do not say.
  public var state: State?

  /// Makes a task.
  public init(id: Int64? = nil, state: State? = nil) {
    self.id = id
    self.state = state
  }
}
