public import ExpatSAX

/// Options for reading packets.
public struct PacketOptions: Sendable {
  /// What reads the bytes. Results, findings and places do not depend on it.
  public enum Engine: String, Sendable, CaseIterable {
    /// Ordinary results are read straight from the bytes, and Expat reads everything else. This is
    /// many times faster.
    case auto
    /// Expat reads every byte.
    case expat
  }

  /// The kind of packet; nil to detect it from the packet.
  public var kind: PacketKind?
  /// The request that a response answers, for the rules `exchange/…`; nil if it is not known.
  public var request: DownloadStatusRequest?
  /// Whether to report two results of one operation with the same id. This takes memory for every
  /// result.
  public var reportsDuplicateIDs = false
  /// Overrides of the severity of rules, or rules to ignore.
  public var levels = RuleLevels()
  /// The limits on input; anything larger is refused.
  public var limits = Limits.default
  /// What reads the bytes.
  public var engine = Engine.auto
  /// Where Expat gets its memory.
  package var memory = ExpatMemory.system
  /// Whether anything after the root other than whitespace, comments and processing instructions
  /// ends the packet instead of breaking it; see `PacketParser.endOfPacket`.
  package var endsAfterRoot = false

  /// Creates options; each argument sets the property of the same name.
  public init(
    kind: PacketKind? = nil, request: DownloadStatusRequest? = nil,
    reportsDuplicateIDs: Bool = false, levels: RuleLevels = RuleLevels(),
    limits: Limits = .default, engine: Engine = .auto
  ) {
    self.kind = kind
    self.request = request
    self.reportsDuplicateIDs = reportsDuplicateIDs
    self.levels = levels
    self.limits = limits
    self.engine = engine
  }

  /// The default options.
  public static var `default`: PacketOptions { PacketOptions() }
}
