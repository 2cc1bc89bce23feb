/// A rule whose condition is about what a result, task or system element holds.
struct ConditionalRule: Sendable {
  let rule: Rule
  /// The element that the rule is about, where its findings are placed.
  let subject: Role
  /// The elements that can make it certain: with their start tag, or their value.
  let triggers: [Role]
  /// For rules about what is absent: the element whose end tag makes it certain.
  let end: Role?
  let condition: @Sendable (ResultFacts) -> Bool
  let message: @Sendable (ResultFacts) -> String

  /// A rule that what is there can break.
  static func when(
    _ triggers: Role..., break rule: Rule, at subject: Role,
    if condition: @escaping @Sendable (ResultFacts) -> Bool,
    message: @escaping @Sendable (ResultFacts) -> String
  ) -> ConditionalRule {
    ConditionalRule(
      rule: rule, subject: subject, triggers: triggers, end: nil, condition: condition,
      message: message)
  }

  /// A rule that what is absent can break.
  static func atEnd(
    of end: Role, break rule: Rule, if condition: @escaping @Sendable (ResultFacts) -> Bool,
    message: @escaping @Sendable (ResultFacts) -> String
  ) -> ConditionalRule {
    ConditionalRule(
      rule: rule, subject: end, triggers: [], end: end, condition: condition, message: message)
  }
}

/// The conditional rules, sorted by what can make them certain.
struct ConditionalRules: Sendable {
  let rows: [ConditionalRule]
  /// Indices into `rows`, by the raw value of the role.
  private let byTrigger: [[Int]]
  private let byEnd: [[Int]]

  /// - Precondition: No more than 64 rows, so that a set of them is one number.
  init(_ rows: [ConditionalRule]) {
    self.rows = rows
    byTrigger = Role.allCases.map { role in
      rows.indices.filter { rows[$0].triggers.contains(role) }
    }
    byEnd = Role.allCases.map { role in rows.indices.filter { rows[$0].end == role } }
  }

  func triggered(by role: Role) -> [Int] { byTrigger[Int(role.rawValue)] }
  func due(atEndOf role: Role) -> [Int] { byEnd[Int(role.rawValue)] }
}
