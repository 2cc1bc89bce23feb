import PleskPackets
import Testing

@testable import Reports

/// What is said of the rules themselves.
@Suite struct RuleHelpTests {
  @Test("the list has a line for every rule, with id, severity and title in columns")
  func list() throws {
    let lines = RuleHelp.list().split(separator: "\n")
    #expect(lines.count == Rule.all.count)
    var columns: Set<Int> = []
    for (line, rule) in zip(lines, Rule.all) {
      let words = line.split(separator: " ", maxSplits: 2)
      #expect(words.map(String.init).first == rule.id)
      #expect(words.dropFirst().first.map(String.init) == rule.severity.rawValue)
      #expect(line.hasSuffix(rule.title))
      columns.insert(line.count - rule.title.count)
    }
    #expect(columns.count == 1)
  }

  @Test("every rule is explained", arguments: Rule.all.map(\.id))
  func explanation(_ id: String) throws {
    let rule = try #require(Rule.named(id))
    let text = RuleHelp.explanation(of: rule)
    #expect(text.hasPrefix("\(rule.id)\n\(rule.severity.rawValue)"))
    #expect(text.contains(", ends the packet") == rule.isFatal)
    for part in [rule.title, rule.explanation, rule.example, rule.source] {
      #expect(!part.isEmpty && text.contains(part))
    }
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
  }
}
