import Bytes

/// A rule about what a result, task or system element holds: one of Model/rules.toml with a condition.
struct ConditionalRule: Sendable {
  /// Which facts break the rule. Plain numbers, so that asking costs next to nothing.
  struct Condition: Sendable {
    /// All of these are known,
    var all: Facts = []
    /// one of these, unless it is empty,
    var any: Facts = []
    /// none of these,
    var none: Facts = []
    /// and not all of these, unless it is empty.
    var lacking: Facts = []
    /// The element that the rule is about, where its findings are placed.
    let subject: Role

    /// Whether an element with the role can break the rule by being there.
    func isAboutPresence(of role: Role) -> Bool { all.union(any).contains(.has(role)) }

    func holds(for facts: Facts) -> Bool {
      facts.isSuperset(of: all) && facts.isDisjoint(with: none)
        && (any.isEmpty || !facts.isDisjoint(with: any))
        && (lacking.isEmpty || !facts.isSuperset(of: lacking))
    }
  }

  /// The rule's place in `Rule.all`.
  private let number: Int
  let condition: Condition
  /// The elements that can make it certain that the rule is broken: with their start tag, or their value.
  let triggers: [Role]
  /// For rules about what is absent: the element whose end tag makes it certain.
  let end: Role?

  var rule: Rule { Rule.all[number] }

  /// What a finding says of a result with these fields.
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

/// What the letters of conditions stand for: small ones for elements, and the fact that there is one;
/// capitals for other facts.
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
