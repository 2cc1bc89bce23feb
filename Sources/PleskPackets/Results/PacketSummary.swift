/// The verdict on a packet, and the counts.
public struct PacketSummary: Sendable, Hashable, Codable {
  /// Whether a packet keeps the rules.
  public enum Verdict: String, Sendable, Hashable, Codable {
    case valid, invalid
  }

  /// The kind of packet; `response` as long as nothing reveals it.
  public var kind: PacketKind
  /// The number of results delivered.
  public var results = 0
  /// The number of findings of severity error.
  public var errors = 0
  /// The number of findings of severity warning.
  public var warnings = 0
  /// The number of findings of severity info.
  public var infos = 0
  /// The number of bytes received.
  public var bytes = 0

  /// `invalid` if there is any finding of severity error.
  public var verdict: Verdict { errors == 0 ? .valid : .invalid }

  init(kind: PacketKind) {
    self.kind = kind
  }
}
