/// One get-download-status operation of a request packet.
public struct DownloadStatusRequest: Sendable, Hashable, Codable {
  /// Which tasks the request asks for.
  public enum Selection: Sendable, Hashable, Codable {
    /// Every task of the current transaction: an empty filter.
    case all
    /// These tasks, in the order of the request.
    case tasks([Int64])
  }

  /// Which tasks the request asks for.
  public var selection: Selection

  /// Creates a request for these tasks.
  public init(_ selection: Selection) {
    self.selection = selection
  }
}
