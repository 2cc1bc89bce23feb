import Bytes

/// How serious a finding is.
public enum Severity: String, Sendable, Codable, CaseIterable {
  /// The packet is invalid.
  case error
  /// Suspicious, or contrary to the wording of Plesk's documentation but not to its samples.
  case warning
  /// Worth knowing.
  case info
}

/// A rule that packets are checked against: a table in Model/rules.toml.
///
/// Only what nearly every finding needs is stored. The texts are read on demand.
public struct Rule: Sendable, Identifiable {
  /// The stable name of the rule,
  public let id: String
  /// The severity of its findings, unless `PacketOptions.levels` changes it.
  public let severity: Severity
  /// Whether reading stops at a packet's first breach of the rule.
  public let isFatal: Bool
  /// The offset of its texts in the section of texts. It is different for every rule.
  let texts: Int
  private let sourceNumber: Int

  /// What is wrong, as half a sentence.
  public var title: String { line(0, of: ModelLines(.texts, from: texts)) }
  /// Why it matters, and what exactly breaks the rule.
  public var explanation: String { line(1, of: ModelLines(.texts, from: texts)) }
  /// An excerpt of a packet that breaks the rule.
  public var example: String { line(2, of: ModelLines(.texts, from: texts)) }
  /// Where the rule comes from, for example a page of Plesk's documentation.
  public var source: String { line(sourceNumber, of: ModelLines(.sources)) }

  /// The number of lines of texts before the messages.
  static let linesBeforeMessages = 3

  private func line(_ number: Int, of lines: consuming ModelLines) -> String {
    for _ in 0..<number { _ = lines.line() }
    return String(copying: lines.line())
  }

  /// All rules, in the order in which `--list-rules` shows them.
  public static let all: [Rule] = {
    var rules: [Rule] = []
    var lines = ModelLines(.rules)
    while !lines.isAtEnd { rules.append(Rule(&lines)) }
    return rules
  }()

  /// The rule with this id; nil if there is none.
  ///
  /// - Complexity: Linear in the number of rules.
  public static func named(_ id: String) -> Rule? { all.first { $0.id == id } }

  /// A rule that the data do not have.
  init(unlisted id: String) {
    self.id = id
    severity = .error
    isFatal = false
    texts = 0
    sourceNumber = 0
  }

  private init(_ lines: inout ModelLines) {
    let weight = lines.field()
    severity =
      switch weight[0] {
      case UInt8(ascii: "e"): .error
      case UInt8(ascii: "w"): .warning
      default: .info
      }
    isFatal = weight.count > 1
    sourceNumber = lines.number()
    texts = lines.number()
    id = String(copying: lines.line())
  }
}

extension Rule: Hashable {
  public static func == (left: Rule, right: Rule) -> Bool { left.texts == right.texts }
  public func hash(into hasher: inout Hasher) { hasher.combine(texts) }
}

extension Rule: Codable {
  /// Decodes a rule from its id.
  ///
  /// - Throws: `DecodingError.dataCorrupted` if no rule has the id.
  public init(from decoder: any Decoder) throws {
    let id = try decoder.singleValueContainer().decode(String.self)
    guard let rule = Rule.named(id) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "no rule is named “\(id)”"))
    }
    self = rule
  }

  /// Encodes the rule as its id.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(id)
  }
}
