/// Rules used in code other than through one of their messages. Scripts/generate checks that they
/// exist in Model/rules.toml.
extension Rule {
  package static let truncated = Rule("xml/truncated")
  static let root = Rule("schema/root")

  /// The rule with this id. Scripts/generate and the tests rule out that there is none; if there were,
  /// a rule without texts would be better than ending the process of whoever embeds the library.
  init(_ id: StaticString) {
    let id = id.description
    self = Rule.named(id) ?? Rule(unlisted: id)
  }
}
