/// Which conditional rules to check when an element starts, has its value or ends. Almost always
/// there is nothing to check.
struct RuleWatches: Sendable {
  /// Rules, as rows of `ConditionalRule.all`.
  struct Watch: Sendable {
    var rows: UInt64 = 0
    /// If any of the rules is broken, at least one of these facts is known.
    var suspects: Facts = []

    mutating func insert(_ row: Int, suspects: Facts) {
      rows |= 1 << UInt64(row)
      self.suspects.formUnion(suspects)
    }
  }

  /// The rules that an element with a given role can break.
  struct Watches: Sendable {
    var start = Watch()
    var value = Watch()
    var end = Watch()
  }

  /// A test checks that there are not too many rules. If there were, the last ones would be
  /// ignored.
  static let all =
    (try? RuleWatches(ConditionalRule.all))
    ?? RuleWatches(bounded: ConditionalRule.all.prefix(ModelCeiling.rules.maximum))

  /// The conditions of the rows.
  let conditions: [ConditionalRule.Condition]
  /// For each row, the element whose end makes a breach certain; nil if facts that are already
  /// known can break the rule, whatever follows.
  private let ends: [Role?]
  /// Indexed by the role's number.
  private let watches: [Watches]

  /// - Throws: `ModelError` if there are more rules than fit in a set.
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

  /// Whether a complete result with these facts breaks a rule.
  func breakRule(_ facts: Facts) -> Bool { conditions.contains { $0.holds(for: facts) } }

  /// Whether a partly read result with these facts breaks a rule, whatever follows.
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
  /// A set of facts of which at least one is known whenever the condition holds, chosen to be as
  /// rare as possible.
  ///
  /// - Parameter role: The element whose event triggers the check. It always brings certain facts
  ///   with it.
  fileprivate func suspects(for role: Role) -> Facts {
    var brought = Facts.has(role)
    if role == .status { brought.formUnion([.statusIsOK, .statusIsError]) }
    let candidates = [all.intersection(.rare), all.subtracting(brought), any, all]
    return candidates.first { !$0.isEmpty } ?? Facts(rawValue: .max)
  }
}
