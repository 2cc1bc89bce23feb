import Bytes

/// How much a finding weighs.
public enum Severity: String, Sendable, Codable, CaseIterable {
  /// The packet is invalid.
  case error
  /// Suspicious, or against the documentation's wording but not its samples.
  case warning
  /// Worth knowing.
  case info
}

/// One rule that packets are checked against: a table of Model/rules.toml.
///
/// What nearly every finding needs is kept; the texts are read when somebody asks for them.
public struct Rule: Sendable, Identifiable {
  /// The stable name, for example `result/errcode-required`.
  public let id: String
  public let severity: Severity
  /// Whether a packet that breaks the rule is read no further.
  public let isFatal: Bool
  /// The place of its texts in the model's text, which no other rule shares.
  let texts: Int
  private let sourceNumber: Int

  /// What is wrong, in half a sentence.
  public var title: String { line(0, of: ModelLines(.texts, from: texts)) }
  /// Why it matters, and what exactly fires the rule.
  public var explanation: String { line(1, of: ModelLines(.texts, from: texts)) }
  /// A part of a packet that breaks the rule.
  public var example: String { line(2, of: ModelLines(.texts, from: texts)) }
  /// Where the rule comes from.
  public var source: String { line(sourceNumber, of: ModelLines(.sources)) }

  /// How many lines of texts come before the messages.
  static let linesBeforeMessages = 3

  private func line(_ number: Int, of lines: consuming ModelLines) -> String {
    for _ in 0..<number { _ = lines.line() }
    return String(copying: lines.line())
  }

  /// Every rule, in the order in which `--list-rules` shows them.
  public static let all: [Rule] = {
    var rules: [Rule] = []
    var lines = ModelLines(.rules)
    while !lines.isAtEnd { rules.append(Rule(&lines)) }
    return rules
  }()

  /// The rule of this name, if there is one.
  ///
  /// - Complexity: Linear in the number of rules.
  public static func named(_ id: String) -> Rule? { all.first { $0.id == id } }

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
