import Bytes

/// A rule about the contents of a result, task or system element: a row of Model/rules.toml with a
/// condition.
struct ConditionalRule: Sendable {
  /// Which facts break the rule. Plain bit masks, so that a check costs almost nothing.
  struct Condition: Sendable {
    /// All of these are known.
    var all: Facts = []
    /// At least one of these is known, unless the set is empty.
    var any: Facts = []
    /// None of these is known.
    var none: Facts = []
    /// Not all of these are known, unless the set is empty.
    var lacking: Facts = []
    /// The element that the rule is about. Findings are placed at it.
    let subject: Role

    /// Whether the mere presence of an element with this role can break the rule.
    func isAboutPresence(of role: Role) -> Bool { all.union(any).contains(.has(role)) }

    func holds(for facts: Facts) -> Bool {
      facts.isSuperset(of: all) && facts.isDisjoint(with: none)
        && (any.isEmpty || !facts.isDisjoint(with: any))
        && (lacking.isEmpty || !facts.isSuperset(of: lacking))
    }
  }

  /// The rule's index in `Rule.all`.
  private let number: Int
  let condition: Condition
  /// The elements whose start tag or value can make it certain that the rule is broken.
  let triggers: [Role]
  /// For rules about something missing: the element whose end tag makes the breach certain.
  let end: Role?

  var rule: Rule { Rule.all[number] }

  /// The message of a finding about a result with these fields.
  func message(_ fields: ResultFields) -> String {
    Message(of: rule).text { fields.shown($0) }
  }

  /// Every rule with a condition, in the order of `Rule.all`.
  static let all: [ConditionalRule] = {
    var rules: [ConditionalRule] = []
    var lines = ModelLines(.conditions)
    let names = ConditionNames(&lines)
    while !lines.isAtEnd { rules.append(ConditionalRule(&lines, names)) }
    return rules
  }()

  init(
    _ condition: Condition, triggers: [Role] = [], end: Role? = nil, number: Int = 0
  ) {
    self.number = number
    self.condition = condition
    self.triggers = triggers
    self.end = end
  }

  private init(_ lines: inout ModelLines, _ names: ConditionNames) {
    number = lines.number()
    let subject = names.roles(lines.field()).first ?? .none
    end = names.roles(lines.field()).first
    triggers = names.roles(lines.field())
    condition = Condition(
      all: names.facts(lines.field()), any: names.facts(lines.field()),
      none: names.facts(lines.field()), lacking: names.facts(lines.field()), subject: subject)
  }
}

/// The meaning of the letters in conditions. A lower-case letter is an element, or the fact that it
/// is present. A capital is another fact.
private struct ConditionNames {
  private var roles: [Role] = []
  private var facts: [Facts] = []

  init(_ lines: inout ModelLines) {
    repeat { roles.append(Role(lines.field())) } while !lines.startsLine
    repeat { facts.append(Facts(lines.field())) } while !lines.startsLine
  }

  func roles(_ letters: Span<UInt8>) -> [Role] {
    letters.indices.compactMap { role(letters[$0]) }
  }

  func facts(_ letters: Span<UInt8>) -> Facts {
    var set: Facts = []
    for index in letters.indices {
      let letter = letters[index]
      let number = Int(letter) - Int(UInt8(ascii: "A"))
      if facts.indices.contains(number) { set.formUnion(facts[number]) }
      if let role = role(letter) { set.formUnion(.has(role)) }
    }
    return set
  }

  private func role(_ letter: UInt8) -> Role? {
    let number = Int(letter) - Int(UInt8(ascii: "a"))
    return roles.indices.contains(number) ? roles[number] : nil
  }
}
