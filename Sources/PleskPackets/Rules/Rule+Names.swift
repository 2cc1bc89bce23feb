/// The rules that code names otherwise than by one of their messages. Scripts/generate checks that
/// Model/rules.toml has each of them.
extension Rule {
  package static let truncated = Rule("xml/truncated")
  static let root = Rule("schema/root")

  /// - Precondition: There is such a rule, which Scripts/generate and the tests make sure of.
  init(_ id: StaticString) {
    guard let rule = Rule.all.first(where: { $0.id == id.description }) else {
      preconditionFailure("Model/rules.toml has no such rule")
    }
    self = rule
  }
}
