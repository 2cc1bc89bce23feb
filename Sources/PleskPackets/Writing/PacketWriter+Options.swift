extension PacketWriter {
  /// How packets are written.
  public struct Options: Sendable, Hashable {
    /// The attribute `version` of the packet; nil leaves it out.
    public var version: String?
    public var layout: Layout
    /// Whether to write what breaks rules of severity warning, too, as servers do now and then. The packet is valid, but whoever
    /// reads it may be misled.
    public var allowsWarnings: Bool

    public init(
      version: String? = ContentModel.protocolVersion, layout: Layout = .compact,
      allowsWarnings: Bool = false
    ) {
      self.version = version
      self.layout = layout
      self.allowsWarnings = allowsWarnings
    }

    public static var `default`: Options { Options() }

    /// Whether what breaks the rule is not written.
    func refuses(_ rule: Rule) -> Bool {
      switch rule.severity {
      case .error: true
      case .warning: !allowsWarnings
      case .info: false
      }
    }
  }

  /// What stands between tags.
  public enum Layout: Sendable, Hashable {
    /// Nothing.
    case compact
    /// A line for each element, indented by so many blanks for each element around it.
    case indented(by: UInt8)
  }
}
