import PleskPackets

/// How rules are named on the command line and in the configuration: by id, or `GROUP/*`.
enum RuleSelection {
  /// The rules that a name selects.
  ///
  /// - Throws: `UnknownName` if there are none.
  static func rules(_ name: String) throws(UnknownName) -> [Rule] {
    if let rule = Rule.named(name) { return [rule] }
    let rules = name.hasSuffix("/*") ? Rule.all.filter { $0.id.hasPrefix(name.dropLast()) } : []
    if !rules.isEmpty { return rules }
    throw UnknownName(
      name, name.hasSuffix("*") ? groups : Rule.all.map(\.id) + groups,
      reason: "no rule is named '\(name)', --list-rules shows them")
  }

  /// `xml/*` and so on.
  static var groups: [String] {
    var groups: [String] = []
    for rule in Rule.all {
      let group = "\(rule.id.prefix { $0 != "/" })/*"
      if groups.last != group { groups.append(group) }
    }
    return groups
  }
}

/// The levels that a rule can be given.
enum RuleLevel: String, NamedChoice {
  case error, warning, info, ignore

  var severity: Severity? { Severity(rawValue: rawValue) }
}

/// A value of `--severity` or `--ignore`, or a line of `[rules]`: a level for some rules.
struct LevelSetting {
  let name: String
  let level: RuleLevel
  private let rules: [Rule]

  /// - Parameter name: A rule, or `GROUP/*`, which does not include rules that end the packet.
  /// - Throws: `UnknownName`, or `FixedRule` if all these rules end the packet: they stay errors.
  init(_ name: String, _ level: RuleLevel) throws {
    let all = try RuleSelection.rules(name)
    rules = all.filter { !$0.isFatal }
    if rules.isEmpty, level != .error { throw FixedRule(name: name) }
    self.name = name
    self.level = level
  }

  /// Reads `RULE=LEVEL`.
  init(argument: String) throws {
    guard let equals = argument.lastIndex(of: "=") else {
      throw UnknownName(argument, [], reason: "expected RULE=LEVEL, as in progress/negative=error")
    }
    try self.init(
      String(argument[..<equals]), .named(String(argument[argument.index(after: equals)...])))
  }

  /// Reads a rule to ignore.
  init(ignoring argument: String) throws { try self.init(argument, .ignore) }

  func apply(to levels: inout RuleLevels) {
    for rule in rules { levels[rule] = level.severity }
  }

  /// The settings in the order in which they apply: groups first, so that a rule's own level wins.
  static func ordered(_ settings: [LevelSetting]) -> [LevelSetting] {
    settings.filter { $0.isGroup } + settings.filter { !$0.isGroup }
  }

  private var isGroup: Bool { name.hasSuffix("/*") }
}

/// Somebody asked for another level of a rule that must stay an error.
struct FixedRule: Error, CustomStringConvertible {
  let name: String

  var description: String {
    "\(name) ends the packet, so it stays an error: a packet that was not read to its end cannot be valid"
  }
}
