/// How much of a packet went by the express lane.
public struct LaneStatistics: Sendable, Hashable, Codable {
  /// Results that it took.
  public var results = 0
  /// Their bytes, with the blanks before each.
  public var bytes = 0

  public init() {}
}
