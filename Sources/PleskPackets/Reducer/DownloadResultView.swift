import ExpatSAX

/// A result that borrows the parser's memory and ends with the call that delivers it.
///
/// Fields are nil when their element is absent, or when its value is invalid or does not fit. Nothing is allocated
/// until `owned` or a string is asked for.
public struct DownloadResultView: ~Escapable {
  /// The place among all results of the packet, from 1.
  public let index: Int
  private let facts: ResultFacts
  private let text: Span<UInt8>

  @_lifetime(copy text)
  init(index: Int, facts: ResultFacts, text: Span<UInt8>) {
    self.index = index
    self.facts = facts
    self.text = text
  }

  public var status: DownloadResult.Status? { facts.status }
  public var errcode: UInt32? { facts.errcode }
  public var id: Int64? { facts.id }

  /// The text of errtext in UTF-8, untrimmed.
  public var errtext: Span<UInt8>? {
    @_lifetime(copy self)
    get { facts.has(.errtext) ? text.extracting(facts.errtext) : nil }
  }

  /// The text of filter-id in UTF-8, untrimmed.
  public var filterID: Span<UInt8>? {
    @_lifetime(copy self)
    get { facts.has(.filterID) ? text.extracting(facts.filterID) : nil }
  }

  /// The task, if the result has one.
  public var task: DownloadTaskView? {
    @_lifetime(copy self)
    get { facts.has(.task) ? DownloadTaskView(facts: facts, text: text) : nil }
  }

  /// A copy that can be kept.
  public var owned: DownloadResult {
    DownloadResult(
      index: index, status: status, errcode: errcode,
      errtext: facts.has(.errtext) ? String(copying: text.extracting(facts.errtext)) : nil,
      filterID: facts.has(.filterID) ? String(copying: text.extracting(facts.filterID)) : nil,
      id: id,
      task: facts.has(.task) ? DownloadTaskView(facts: facts, text: text).owned : nil)
  }
}

/// The task of a result, borrowed like the result.
public struct DownloadTaskView: ~Escapable {
  private let facts: ResultFacts
  private let text: Span<UInt8>

  @_lifetime(copy text)
  init(facts: ResultFacts, text: Span<UInt8>) {
    self.facts = facts
    self.text = text
  }

  /// How far a task is, without its payload.
  public enum State: String, Sendable, CaseIterable {
    case finished, failed, downloading, queued
  }

  public var id: Int64? { facts.taskID }

  /// The state that the task's elements tell; nil if they tell none.
  public var state: State? {
    if facts.has(.packageID) { return .finished }
    if facts.has(.failureReason) { return .failed }
    if facts.has(.progress) { return facts.has(.current) ? .downloading : .queued }
    return nil
  }

  public var packageID: Int64? { facts.packageID }
  /// Bytes to download in all.
  public var total: Int64? { facts.total }
  /// Bytes downloaded.
  public var completed: Int64? { facts.completed }

  /// Why the task failed, in UTF-8, untrimmed.
  public var failureReason: Span<UInt8>? {
    @_lifetime(copy self)
    get { facts.has(.failureReason) ? text.extracting(facts.failureReason) : nil }
  }

  /// A copy that can be kept.
  public var owned: DownloadTask {
    let progress = DownloadTask.Progress(total: total, completed: completed)
    let state: DownloadTask.State? =
      switch state {
      case .finished: .finished(package: packageID)
      case .failed: .failed(reason: String(copying: text.extracting(facts.failureReason)))
      case .downloading: .downloading(progress)
      case .queued: .queued(progress)
      case nil: nil
      }
    return DownloadTask(id: id, state: state)
  }
}
