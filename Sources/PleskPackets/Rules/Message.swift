import Bytes

/// The message of a finding: a template from the rule's table in Model/rules.toml, located once.
struct Message: Sendable {
  let rule: Rule
  /// The offset of the template in the section of texts.
  private let template: Int

  /// The message of a rule that has exactly one.
  init(of rule: Rule) {
    var lines = ModelLines(.texts, from: rule.texts)
    let start = lines.place
    for _ in 0..<Rule.linesBeforeMessages { _ = lines.line() }
    _ = lines.field()
    self.rule = rule
    template = rule.texts + lines.place - start
  }

  /// - Parameters:
  ///   - id: The id of the rule.
  ///   - name: The name of the message; empty if the rule has only one.
  ///   - placeholders: The placeholders of the template. Scripts/generate checks that they match.
  /// - Precondition: The rule and the message exist. Scripts/generate checks that.
  init(_ id: StaticString, _ name: StaticString = "", _ placeholders: Placeholder...) {
    rule = Rule(id)
    var lines = ModelLines(.texts, from: rule.texts)
    let start = lines.place
    for _ in 0..<Rule.linesBeforeMessages { _ = lines.line() }
    while !lines.field().elementsEqual(name) {
      precondition(!lines.startsLine, "Model/rules.toml has no such message")
      _ = lines.line()
    }
    template = rule.texts + lines.place - start
  }

  /// The message with its placeholders filled in.
  func text(_ values: (Placeholder, String)...) -> String { text(values) }

  func text(_ values: [(Placeholder, String)]) -> String {
    text { name in values.first { name.elementsEqual($0.0.rawValue.utf8.span) }?.1 }
  }

  /// The message with its placeholders filled in; a name without a value stays as it is.
  func text(_ value: (Span<UInt8>) -> String?) -> String {
    var lines = ModelLines(.texts, from: template)
    let template = lines.line()
    var text: [UInt8] = []
    var done = 0
    for index in template.indices {
      switch template[index] {
      case UInt8(ascii: "{"):
        text.append(copying: template.extracting(done..<index))
        done = index
      case UInt8(ascii: "}"):
        guard let value = value(template.extracting(done + 1..<index)) else { continue }
        text += value.utf8
        done = index + 1
      default: break
      }
    }
    text.append(copying: template.extracting(done..<template.count))
    return String(decoding: text, as: UTF8.self)
  }
}

extension Span<UInt8> {
  fileprivate func elementsEqual(_ other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }
}
