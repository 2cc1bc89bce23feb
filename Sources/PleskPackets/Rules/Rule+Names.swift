/// Rules used in code other than through one of their messages. Scripts/generate checks that they
/// exist in Model/rules.toml.
extension Rule {
  package static let truncated = Rule("xml/truncated")
  static let root = Rule("schema/root")

  /// - Precondition: The rule exists. Scripts/generate and the tests check that.
  init(_ id: StaticString) {
    guard let rule = Rule.all.first(where: { $0.id == id.description }) else {
      preconditionFailure("Model/rules.toml has no such rule")
    }
    self = rule
  }
}
