import Foundation
import TestSupport
import Testing

@testable import PleskPackets

/// The rules as rows of a table, and what the corpus shows of each.
@Suite struct RuleTests {
  /// Public API: ids and severities are in people's scripts.
  static let severities: [String: Severity] = [
    "xml/not-well-formed": .error, "xml/truncated": .error, "xml/empty": .error,
    "xml/doctype": .error, "xml/encoding": .error, "xml/limit": .error,
    "schema/root": .error, "schema/namespace": .error, "schema/unexpected-element": .error,
    "schema/missing-element": .error, "schema/unexpected-text": .error,
    "schema/unexpected-attribute": .error, "schema/value": .error,
    "value/unrepresentable": .error,
    "result/errcode-required": .error, "result/ids-required": .error,
    "result/errtext-missing": .warning, "result/errcode-on-success": .warning,
    "result/errcode-zero": .warning, "result/errcode-unknown": .info,
    "result/filter-id-missing": .warning, "result/task-on-error": .warning,
    "result/task-missing": .warning, "result/no-transaction": .info,
    "result/no-transaction-misplaced": .warning, "result/id-mismatch": .warning,
    "result/duplicate-id": .warning,
    "task/id-mismatch": .warning, "task/error-blank": .warning, "task/error-markup": .warning,
    "progress/completed-exceeds-total": .warning, "progress/total-unknown": .warning,
    "progress/negative": .warning, "progress/bytes-without-current": .warning,
    "progress/complete-yet-running": .info,
    "packet/system-ok": .warning, "packet/output": .info, "packet/unmodelled": .info,
    "request/repeated-task-id": .warning,
    "exchange/errtext-required": .error, "exchange/unrequested-id": .warning,
    "exchange/unanswered-id": .warning, "exchange/empty-answer": .warning,
  ]

  static let fatal: Set<String> = [
    "xml/not-well-formed", "xml/truncated", "xml/empty", "xml/doctype", "xml/encoding",
    "xml/limit", "schema/root",
  ]

  @Test func idsAndSeveritiesAreTheContract() {
    let rows = Rule.all.map { ($0.id, $0.severity) }
    #expect(Dictionary(rows, uniquingKeysWith: { first, _ in first }) == Self.severities)
    #expect(Set(Rule.all.map(\.id)).count == Rule.all.count)
    #expect(Set(Rule.all.filter(\.isFatal).map(\.id)) == Self.fatal)
  }

  @Test("explains itself", arguments: Rule.all.map(\.id))
  func explains(_ id: String) throws {
    let rule = try #require(Rule.named(id))
    #expect(!rule.title.isEmpty)
    #expect(!rule.explanation.isEmpty)
    #expect(!rule.example.isEmpty)
    #expect(!rule.source.isEmpty)
  }

  @Test func unknownNamesAreNoRules() {
    #expect(Rule.named("") == nil)
    #expect(Rule.named("result/Errcode-required") == nil)
    #expect(Rule.named("result") == nil)
  }

  @Test func conditionsAreComplete() {
    let rows = ConditionalRule.all
    #expect(!rows.isEmpty && rows.count <= 64)
    #expect(Set(rows.map(\.rule)).count == rows.count)
    for row in rows {
      #expect(row.condition.subject != .none, "\(row.rule.id)")
      #expect((row.end != nil) != !row.triggers.isEmpty, "\(row.rule.id)")
      #expect(!row.triggers.contains(.none), "\(row.rule.id)")
      #expect(!row.condition.all.union(row.condition.any).isEmpty, "\(row.rule.id)")
    }
  }

  @Test func messagesLeaveNothingOpen() throws {
    for fixture in try Corpus.fixtures() {
      for finding in Outcome(of: fixture.packet, options: fixture.options).findings {
        #expect(!finding.message.contains(/\{[a-z-]+\}/), "\(fixture.name): \(finding.message)")
        #expect(!finding.message.isEmpty)
      }
    }
  }

  @Test func corpusBreaksEveryRule() throws {
    let broken = Set(try Corpus.fixtures().flatMap(\.expected.findings).map(\.rule))
    #expect(broken == Set(Self.severities.keys))
  }

  @Test func parsesFireEveryRule() throws {
    let fired = try Corpus.fixtures().flatMap {
      Outcome(of: $0.packet, options: $0.options).ruleIDs
    }
    #expect(Set(fired) == Set(Self.severities.keys))
  }

  @Test(
    "is broken by the packet named after it, and not by the near miss",
    arguments: Rule.all.map(\.id))
  func namesakes(_ id: String) throws {
    let name = id.replacingOccurrences(of: "/", with: "-")
    let fixtures = try Corpus.fixtures()
    let breach = try #require(fixtures.first { $0.name == name })
    let nearMiss = try #require(fixtures.first { $0.name == name + ".near-miss" })
    #expect(Outcome(of: breach.packet, options: breach.options).ruleIDs.contains(id))
    #expect(!Outcome(of: nearMiss.packet, options: nearMiss.options).ruleIDs.contains(id))
  }
}
