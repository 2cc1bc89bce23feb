/// What a packet holds, in document order. An event ends with the call that brings it.
public enum PacketEvent: ~Escapable {
  /// A result of a response, at its end tag. Borrowed: see `DownloadResultView.owned`.
  case result(DownloadResultView)
  /// A breach of a rule. The parse goes on, unless the rule is fatal.
  indirect case finding(Finding)
  /// A get-download-status operation of a request, at its end tag.
  case request(DownloadStatusRequest)
  /// A request that failed as a whole.
  case systemFailure(SystemFailure)
}
