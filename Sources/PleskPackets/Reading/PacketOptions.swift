public import ExpatSAX

/// How packets are read.
public struct PacketOptions: Sendable {
  /// What reads the bytes. Results, findings and places are the same.
  public enum Engine: String, Sendable, CaseIterable {
    /// Usual results are taken straight from the bytes, and Expat reads all else. Many times as fast.
    case auto
    /// Expat reads every byte.
    case expat
  }

  /// Request or response; nil lets the packet tell.
  public var kind: PacketKind?
  /// What a response is the answer to, for the rules `exchange/…`; nil if that is not known.
  public var request: DownloadStatusRequest?
  /// Whether two results of one operation with the same id are reported, which takes memory for every result.
  public var reportsDuplicateIDs = false
  /// Rules that weigh more or less than usual, or are ignored.
  public var levels = RuleLevels()
  public var limits = Limits.default
  public var engine = Engine.auto
  /// Where Expat gets its memory.
  package var memory = ExpatMemory.system
  /// Whether what follows the root, if it is no blank, comment or processing instruction, ends the packet instead of breaking it:
  /// see `PacketParser.endOfPacket`.
  package var endsAfterRoot = false

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

  public static var `default`: PacketOptions { PacketOptions() }
}
