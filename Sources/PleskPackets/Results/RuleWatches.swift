/// Which conditional rules to look at when an element starts, has its value or ends, so that nearly
/// always none is.
struct RuleWatches: Sendable {
  /// Rules, as rows of `ConditionalRule.all`.
  struct Watch: Sendable {
    var rows: UInt64 = 0
    /// Facts of which one is known if any of the rules is broken.
    var suspects: Facts = []

    mutating func insert(_ row: Int, suspects: Facts) {
      rows |= 1 << UInt64(row)
      self.suspects.formUnion(suspects)
    }
  }

  /// The rules that an element with a role can show to be broken.
  struct Watches: Sendable {
    var start = Watch()
    var value = Watch()
    var end = Watch()
  }

  /// A test looks at all rules, so there are not too many. If there were, the last ones would not
  /// be looked at.
  static let all =
    (try? RuleWatches(ConditionalRule.all))
    ?? RuleWatches(bounded: ConditionalRule.all.prefix(ModelCeiling.rules.maximum))

  /// The conditions of the rows.
  let conditions: [ConditionalRule.Condition]
  /// For each row, the element whose end makes it certain; nil if what is there can break the rule,
  /// whatever follows.
  private let ends: [Role?]
  /// By the role's number.
  private let watches: [Watches]

  /// - Throws: `ModelError` if there are more rules than a set has room for.
  init(_ rules: [ConditionalRule]) throws(ModelError) {
    try ModelCeiling.rules.check(rules.count, at: "/")
    self.init(bounded: rules[...])
  }

  private init(bounded rules: ArraySlice<ConditionalRule>) {
    conditions = rules.map(\.condition)
    ends = rules.map(\.end)
    var watches = Array(repeating: Watches(), count: Role.allCases.count)
    for (row, rule) in rules.enumerated() {
      for role in rule.triggers {
        let suspects = rule.condition.suspects(for: role)
        watches[Int(role.rawValue)].value.insert(row, suspects: suspects)
        if rule.condition.isAboutPresence(of: role) {
          watches[Int(role.rawValue)].start.insert(row, suspects: suspects)
        }
      }
      if let end = rule.end {
        let suspects = rule.condition.suspects(for: end)
        watches[Int(end.rawValue)].end.insert(row, suspects: suspects)
      }
    }
    self.watches = watches
  }

  /// Whether a result with these facts, and no more, breaks a rule.
  func breakRule(_ facts: Facts) -> Bool { conditions.contains { $0.holds(for: facts) } }

  /// Whether a result of which these facts are known so far breaks a rule, whatever follows.
  ///
  /// - Parameter open: The elements that have not ended.
  func breakRuleAlready(_ facts: Facts, open: Facts) -> Bool {
    zip(conditions, ends).contains { condition, end in
      let isCertain = end.map { facts.contains(.has($0)) && !open.contains(.has($0)) } ?? true
      return isCertain && condition.holds(for: facts)
    }
  }

  @inline(__always)
  subscript(role: Role) -> Watches { watches[Int(role.rawValue)] }
}

extension ConditionalRule.Condition {
  /// Facts of which one is known whenever the condition holds, as seldom as can be told.
  ///
  /// - Parameter role: The element that the condition is looked at for, which brings some facts
  ///   always.
  fileprivate func suspects(for role: Role) -> Facts {
    var brought = Facts.has(role)
    if role == .status { brought.formUnion([.statusIsOK, .statusIsError]) }
    let candidates = [all.intersection(.rare), all.subtracting(brought), any, all]
    return candidates.first { !$0.isEmpty } ?? Facts(rawValue: .max)
  }
}
