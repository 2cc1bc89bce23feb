/// Plesk's answer to a request that failed as a whole, before any operation ran.
public struct SystemFailure: Sendable, Hashable, Codable {
  /// The status; nil if it is missing or invalid.
  public var status: ResultStatus?
  /// One of Plesk's error codes, see `KnownErrorCode`; nil if it is missing or invalid.
  public var errcode: UInt32?
  /// The error text, untrimmed.
  public var errtext: String?

  /// Creates a failure with these fields.
  public init(status: ResultStatus?, errcode: UInt32?, errtext: String?) {
    self.status = status
    self.errcode = errcode
    self.errtext = errtext
  }
}
