/// What Plesk answers when a request failed as a whole, before any operation ran.
public struct SystemFailure: Sendable, Hashable, Codable {
  public var status: DownloadResult.Status?
  public var errcode: UInt32?
  /// Untrimmed.
  public var errtext: String?

  public init(status: DownloadResult.Status?, errcode: UInt32?, errtext: String?) {
    self.status = status
    self.errcode = errcode
    self.errtext = errtext
  }
}
