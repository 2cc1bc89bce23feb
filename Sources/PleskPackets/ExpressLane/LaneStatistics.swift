/// How much of a packet the express lane handled.
public struct LaneStatistics: Sendable, Hashable, Codable {
  /// The number of results that the lane read.
  public var results = 0
  /// The number of their bytes, including the whitespace before each result.
  public var bytes = 0

  /// Creates statistics of a packet that the lane did not touch.
  public init() {}
}
