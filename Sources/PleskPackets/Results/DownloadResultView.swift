import Bytes
import ExpatSAX

/// A result that borrows the parser's memory and ends with the call that delivers it.
///
/// Fields are nil when their element is absent, or when its value is invalid or does not fit.
/// Nothing is allocated until `owned` or a string is asked for.
public struct DownloadResultView: ~Escapable {
  /// The place among all results of the packet, from 1.
  public let index: Int
  /// The fields, of which there is one; a copy would cost more than all else about a view.
  private let all: Span<ResultFields>
  private let text: Span<UInt8>

  private var fields: ResultFields { all[0] }

  @_lifetime(copy fields, copy text)
  init(index: Int, fields: Span<ResultFields>, text: Span<UInt8>) {
    self.index = index
    all = fields
    self.text = text
  }

  /// Whether the query went well.
  public var status: ResultStatus? { fields.status }
  /// The error code, see `KnownErrorCode`.
  public var errcode: UInt32? { fields.errcode }
  /// The id of the task.
  public var id: Int64? { fields.id }

  /// The text of errtext in UTF-8, untrimmed.
  public var errtext: Span<UInt8>? {
    @_lifetime(copy self)
    get { fields.has(.errtext) ? text.extracting(fields.errtext) : nil }
  }

  /// The text of filter-id in UTF-8, untrimmed.
  public var filterID: Span<UInt8>? {
    @_lifetime(copy self)
    get { fields.has(.filterID) ? text.extracting(fields.filterID) : nil }
  }

  /// The task, if the result has one.
  public var task: DownloadTaskView? {
    @_lifetime(copy self)
    get { fields.has(.task) ? DownloadTaskView(fields: all, text: text) : nil }
  }

  /// A copy that can be kept.
  public var owned: DownloadResult {
    DownloadResult(
      index: index, status: status, errcode: errcode,
      errtext: fields.has(.errtext) ? String(copying: text.extracting(fields.errtext)) : nil,
      filterID: fields.has(.filterID) ? String(copying: text.extracting(fields.filterID)) : nil,
      id: id,
      task: fields.has(.task) ? DownloadTaskView(fields: all, text: text).owned : nil)
  }
}

/// The task of a result, borrowed like the result.
public struct DownloadTaskView: ~Escapable {
  private let all: Span<ResultFields>
  private let text: Span<UInt8>

  private var fields: ResultFields { all[0] }

  @_lifetime(copy fields, copy text)
  init(fields: Span<ResultFields>, text: Span<UInt8>) {
    all = fields
    self.text = text
  }

  /// How far a task is, without its payload.
  public enum State: String, Sendable, CaseIterable {
    case finished, failed, downloading, queued
  }

  /// The id in the task itself. It should be that of the result.
  public var id: Int64? { fields.taskID }

  /// How far the task is; nil if its elements do not say.
  public var state: State? {
    if fields.has(.packageID) { return .finished }
    if fields.has(.failureReason) { return .failed }
    if fields.has(.progress) { return fields.has(.current) ? .downloading : .queued }
    return nil
  }

  /// The id of the package on the server, once it is downloaded.
  public var packageID: Int64? { fields.packageID }
  /// Bytes to download in all.
  public var total: Int64? { fields.total }
  /// Bytes downloaded.
  public var completed: Int64? { fields.completed }

  /// Why the task failed, in UTF-8, untrimmed.
  public var failureReason: Span<UInt8>? {
    @_lifetime(copy self)
    get { fields.has(.failureReason) ? text.extracting(fields.failureReason) : nil }
  }

  /// A copy that can be kept.
  public var owned: DownloadTask {
    let progress = DownloadTask.Progress(total: total, completed: completed)
    let state: DownloadTask.State? =
      switch state {
      case .finished: .finished(package: packageID)
      case .failed: .failed(reason: String(copying: text.extracting(fields.failureReason)))
      case .downloading: .downloading(progress)
      case .queued: .queued(progress)
      case nil: nil
      }
    return DownloadTask(id: id, state: state)
  }
}
