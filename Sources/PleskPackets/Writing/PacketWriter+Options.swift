extension PacketWriter {
  /// How packets are written.
  public struct Options: Sendable, Hashable {
    /// The packet's attribute `version`; nil leaves it out.
    public var version: String?
    /// The whitespace between tags.
    public var layout: Layout
    /// Whether to also write what breaks rules of severity warning, as servers sometimes do. The
    /// packet is valid, but may mislead its reader.
    public var allowsWarnings: Bool

    /// Creates options; each argument sets the property of the same name.
    public init(
      version: String? = ContentModel.protocolVersion, layout: Layout = .compact,
      allowsWarnings: Bool = false
    ) {
      self.version = version
      self.layout = layout
      self.allowsWarnings = allowsWarnings
    }

    /// The default options.
    public static var `default`: Options { Options() }

    /// Whether the writer refuses what breaks this rule.
    func refuses(_ rule: Rule) -> Bool {
      switch rule.severity {
      case .error: true
      case .warning: !allowsWarnings
      case .info: false
      }
    }
  }

  /// The whitespace between tags.
  public enum Layout: Sendable, Hashable {
    /// No whitespace.
    case compact
    /// One line per element, indented by this many spaces for each enclosing element.
    case indented(by: UInt8)
  }
}
