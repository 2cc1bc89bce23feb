/// What is to be said of a packet once it has been read.
public struct PacketSummary: Sendable, Hashable, Codable {
  public enum Verdict: String, Sendable, Hashable, Codable {
    case valid, invalid
  }

  public var kind: PacketKind
  /// Results delivered.
  public var results = 0
  public var errors = 0
  public var warnings = 0
  public var infos = 0
  /// Bytes taken in.
  public var bytes = 0

  /// Invalid if there is any finding of severity error.
  public var verdict: Verdict { errors == 0 ? .valid : .invalid }

  init(kind: PacketKind) {
    self.kind = kind
  }
}
