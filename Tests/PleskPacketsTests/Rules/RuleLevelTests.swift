import Foundation
import PleskPackets
import Testing

/// Rules with a different severity.
@Suite struct RuleLevelTests {
  private static let packet = """
    <packet><aps><get-download-status>\
    <result><status>error</status><errcode>1013</errcode><filter-id>19</filter-id></result>\
    </get-download-status></aps></packet>
    """

  private static func read(
    _ text: String, _ levels: RuleLevels
  ) throws(PacketError) -> (summary: PacketSummary, findings: [Finding]) {
    var findings: [Finding] = []
    var parser = PacketParser(options: PacketOptions(levels: levels)) {
      if case .finding(let finding) = $0 { findings.append(finding) }
    }
    try parser.feed(Array(text.utf8))
    return (try parser.finish(), findings)
  }

  @Test(
    "the level is the finding's severity, and decides the verdict", arguments: Severity.allCases)
  func levels(_ severity: Severity) throws {
    var levels = RuleLevels()
    levels[try #require(.named("result/errtext-missing"))] = severity
    let (summary, findings) = try Self.read(Self.packet, levels)
    #expect(findings.map(\.severity) == [severity])
    #expect(findings.map(\.rule.severity) == [.warning])
    #expect(summary.verdict == (severity == .error ? .invalid : .valid))
    #expect([summary.errors, summary.warnings, summary.infos].reduce(0, +) == 1)
  }

  @Test("a rule that is ignored has no findings")
  func ignored() throws {
    var levels = RuleLevels()
    levels[try #require(.named("result/errtext-missing"))] = nil
    let (summary, findings) = try Self.read(Self.packet, levels)
    #expect(findings.isEmpty && summary.warnings == 0 && summary.results == 1)
  }

  @Test("a rule that ends the packet stays an error", arguments: Rule.all.filter(\.isFatal))
  func fatal(_ rule: Rule) {
    for severity in [nil, .info, .warning] as [Severity?] {
      var levels = RuleLevels()
      levels[rule] = severity
      #expect(levels[rule] == .error)
    }
  }

  @Test("a finding is written with its severity")
  func codable() throws {
    var finding = Finding(
      rule: try #require(.named("packet/output")), location: .start, path: "/", message: "x")
    finding.severity = .error
    let data = try JSONEncoder().encode(finding)
    #expect(try JSONDecoder().decode(Finding.self, from: data) == finding)
  }
}
