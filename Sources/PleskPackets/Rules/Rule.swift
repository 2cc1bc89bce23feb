/// How much a finding weighs.
public enum Severity: String, Sendable, Codable, CaseIterable {
  /// The packet is invalid.
  case error
  /// Suspicious, or against the documentation's wording but not its samples.
  case warning
  /// Worth knowing.
  case info
}

/// One rule that packets are held against. The rows are in `Rule.all`.
public struct Rule: Sendable, Identifiable {
  /// The stable name, for example `result/errcode-required`.
  public let id: String
  public let severity: Severity
  /// Whether a packet that breaks the rule is read no further.
  public let isFatal: Bool
  /// What is wrong, in half a sentence.
  public let title: String
  /// Why it matters, and what exactly fires the rule.
  public let explanation: String
  /// A part of a packet that breaks the rule.
  public let example: String
  /// Where the rule comes from.
  public let source: String

  init(
    _ id: String, _ severity: Severity, fatal: Bool = false, _ title: String, _ explanation: String,
    example: String, source: String
  ) {
    self.id = id
    self.severity = severity
    isFatal = fatal
    self.title = title
    self.explanation = explanation
    self.example = example
    self.source = source
  }

  /// Every rule, in the order in which `--list-rules` shows them.
  public static let all: [Rule] = xml + schema + result + task + packet + request + exchange

  /// The rule of this name, if there is one.
  ///
  /// - Complexity: Linear in the number of rules.
  public static func named(_ id: String) -> Rule? { all.first { $0.id == id } }
}

extension Rule: Hashable {
  public static func == (left: Rule, right: Rule) -> Bool { left.id == right.id }
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension Rule: Codable {
  /// Reads a rule by its name.
  ///
  /// - Throws: `DecodingError.dataCorrupted` if no rule has the name.
  public init(from decoder: any Decoder) throws {
    let id = try decoder.singleValueContainer().decode(String.self)
    guard let rule = Rule.named(id) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "no rule is named “\(id)”"))
    }
    self = rule
  }

  /// Writes the rule's name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(id)
  }
}
