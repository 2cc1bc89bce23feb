/// How much the findings of each rule weigh, where that is not what the rule itself has.
///
/// The levels decide what is counted, and so the verdict. A rule that ends the packet is an error whatever is asked for: of a packet that was not
/// read to its end nobody can say that it is valid.
public struct RuleLevels: Sendable, Hashable {
  private var changed: [Rule: Severity?] = [:]

  /// Every rule as it is.
  public init() {}

  /// The severity of a rule's findings; nil: it is ignored, and has none.
  public subscript(rule: Rule) -> Severity? {
    get { changed.isEmpty ? rule.severity : changed[rule] ?? rule.severity }
    set { if !rule.isFatal { changed[rule] = .some(newValue) } }
  }
}
