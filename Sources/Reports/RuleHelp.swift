package import PleskPackets

/// The texts of `--list-rules` and `--explain`.
package enum RuleHelp {
  /// One line per rule: id, severity, title.
  package static func list() -> String {
    let width = Rule.all.map(\.id.count).max() ?? 0
    return Rule.all.map { rule in
      let id = padded(rule.id, width)
      return "\(id)  \(padded(rule.severity.rawValue, 7))  \(rule.title)\n"
    }.joined()
  }

  /// Rules as lines of JSON.
  package static func json(_ rules: [Rule]) -> [UInt8] {
    var output: [UInt8] = []
    for rule in rules {
      var line = JSONObject(into: &output)
      line.member("id", rule.id, &output)
      line.member("severity", rule.severity.rawValue, &output)
      line.key("fatal", &output)
      output.append(rule.isFatal ? "true" : "false")
      line.member("title", rule.title, &output)
      line.member("explanation", rule.explanation, &output)
      line.member("example", rule.example, &output)
      line.member("source", rule.source, &output)
      line.end(&output)
      output.append(0x0A)
    }
    return output
  }

  /// Everything about a rule.
  package static func explanation(of rule: Rule) -> String {
    """
    \(rule.id)
    \(rule.severity.rawValue)\(rule.isFatal ? ", ends the packet" : ""): \(rule.title)

    \(rule.explanation)

    Example: \(rule.example)
    Source:  \(rule.source)

    """
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
