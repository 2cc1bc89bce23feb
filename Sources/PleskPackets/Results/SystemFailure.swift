/// Plesk's answer to a request that failed as a whole, before any operation ran.
public struct SystemFailure: Sendable, Hashable, Codable {
  public var status: ResultStatus?
  public var errcode: UInt32?
  /// The error text, untrimmed.
  public var errtext: String?

  public init(status: ResultStatus?, errcode: UInt32?, errtext: String?) {
    self.status = status
    self.errcode = errcode
    self.errtext = errtext
  }
}
