/// Something that was read from a packet, in document order. It is valid only during the call that
/// delivers it.
public enum PacketEvent: ~Escapable {
  /// A result of a response, at its end tag. It is borrowed; `DownloadResultView.owned` makes a
  /// copy.
  case result(DownloadResultView)
  /// A broken rule. Parsing continues, unless the rule is fatal.
  indirect case finding(Finding)
  /// A get-download-status operation of a request, at its end tag.
  case request(DownloadStatusRequest)
  /// A request that failed as a whole.
  case systemFailure(SystemFailure)
}
