/// The severity of findings, for rules whose own severity is overridden.
///
/// The levels determine the counts, and so the verdict. A fatal rule always stays an error: a
/// packet that was not read to its end cannot be called valid.
public struct RuleLevels: Sendable, Hashable {
  private var changed: [Rule: Severity?] = [:]

  /// Creates levels that change no rule.
  public init() {}

  /// The severity of a rule's findings; nil if the rule is ignored. Setting it has no effect on a
  /// fatal rule.
  public subscript(rule: Rule) -> Severity? {
    get { changed.isEmpty ? rule.severity : changed[rule] ?? rule.severity }
    set { if !rule.isFatal { changed[rule] = .some(newValue) } }
  }
}
