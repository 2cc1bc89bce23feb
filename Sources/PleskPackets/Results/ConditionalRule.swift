/// A rule about what a result, task or system element holds: a row of the table in `ResultConditions`.
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

  let rule: Rule
  let condition: Condition
  /// The elements that can make it certain that the rule is broken: with their start tag, or their value.
  let triggers: [Role]
  /// For rules about what is absent: the element whose end tag makes it certain.
  let end: Role?
  let message: @Sendable (ResultFields) -> String

  /// A rule that what is there can break.
  static func when(
    _ triggers: Role..., break rule: Rule, at subject: Role, all: Facts = [], any: Facts = [],
    message: @escaping @Sendable (ResultFields) -> String
  ) -> ConditionalRule {
    ConditionalRule(
      rule: rule, condition: Condition(all: all, any: any, subject: subject), triggers: triggers,
      end: nil, message: message)
  }

  /// A rule that what is absent can break.
  static func atEnd(
    of end: Role, break rule: Rule, all: Facts = [], any: Facts = [], none: Facts = [],
    lacking: Facts = [], message: @escaping @Sendable (ResultFields) -> String
  ) -> ConditionalRule {
    ConditionalRule(
      rule: rule,
      condition: Condition(all: all, any: any, none: none, lacking: lacking, subject: end),
      triggers: [], end: end, message: message)
  }
}
