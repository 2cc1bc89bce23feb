/// Which conditional rules to look at when an element starts, has its value or ends, so that nearly always none is.
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

  static let all = RuleWatches(ConditionalRule.all)

  /// The conditions of the rows.
  let conditions: [ConditionalRule.Condition]
  /// The rows that what is there can break, whatever follows.
  private let certain: [ConditionalRule.Condition]
  /// By the role's number.
  private let watches: [Watches]

  private init(_ rules: [ConditionalRule]) {
    conditions = rules.map(\.condition)
    certain = rules.filter { $0.end == nil }.map(\.condition)
    watches = Role.allCases.map { role in
      var watches = Watches()
      for (row, rule) in rules.enumerated() {
        let suspects = rule.condition.suspects(for: role)
        if rule.triggers.contains(role) {
          watches.value.insert(row, suspects: suspects)
          if rule.condition.isAboutPresence(of: role) {
            watches.start.insert(row, suspects: suspects)
          }
        }
        if rule.end == role { watches.end.insert(row, suspects: suspects) }
      }
      return watches
    }
  }

  /// Whether a result with these facts, and no more, breaks a rule.
  func breakRule(_ facts: Facts) -> Bool { conditions.contains { $0.holds(for: facts) } }

  /// Whether a result of which these facts are known so far breaks a rule.
  func breakRuleAlready(_ facts: Facts) -> Bool { certain.contains { $0.holds(for: facts) } }

  @inline(__always)
  subscript(role: Role) -> Watches { watches[Int(role.rawValue)] }
}

extension ConditionalRule.Condition {
  /// Facts of which one is known whenever the condition holds, as seldom as can be told.
  ///
  /// - Parameter role: The element that the condition is looked at for, which brings some facts always.
  fileprivate func suspects(for role: Role) -> Facts {
    var brought = Facts.has(role)
    if role == .status { brought.formUnion([.statusIsOK, .statusIsError]) }
    let candidates = [all.intersection(.rare), all.subtracting(brought), any, all]
    return candidates.first { !$0.isEmpty } ?? Facts(rawValue: .max)
  }
}
