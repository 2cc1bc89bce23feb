import Foundation
import PleskPackets
import TestSupport
import Testing

extension ProgramTests {
  /// Wrong usage, and what is printed without reading anything.
  @Suite struct UsageTests {
    @Test(
      "wrong usage: 64, a reason on standard error, nothing on standard output",
      arguments: [
        (["--unknown-option"], "Unknown option '--unknown-option'"),
        (["--stricct"], "Did you mean '--strict'?"),
        (["--explain", "xml/limits"], "no rule is named 'xml/limits'"),
        (["--explain", "nonsense"], "--list-rules shows them"),
        (["--explain"], "Missing value"),
        (["--limit", "depth"], "'depth'"),
        (["--limit", "depth=0"], "'depth=0'"),
        (["--limit", "width=3"], "attribute-bytes=N"),
        (["--quiet", "--verbose"], "--quiet and --verbose cannot be combined"),
        (["-q", "-v"], "--quiet and --verbose cannot be combined"),
        (["--format", "yaml"], "'yaml'"),
        (["--kind", "answer"], "'answer'"),
        (["--color", "blue"], "'blue'"),
        (["--engine", "other"], "'other'"),
        (["--print-schema", "answer"], "'answer'"),
        (["--print-schema"], "Missing value"),
        (["--max-findings", "many"], "'many'"),
        (["--max-findings=-1"], "a number from 0"),
        (["--jobs", "0"], "'0' is invalid for '--jobs <n>': expected a number from 1 to 1024"),
        (["-", "-"], "only once"),
      ])
    func wrong(_ arguments: [String], _ reason: String) async throws {
      let call = try await Call.validate(["Corpus/aps"] + arguments)
      #expect(call.status == 64)
      #expect(call.messages.hasPrefix("Error: "))
      #expect(call.messages.contains(reason))
      #expect(call.output.isEmpty)
    }

    @Test("--version names Expat's version")
    func version() async throws {
      let call = try await Call.validate(["--version"])
      #expect(call.status == 0)
      #expect(call.messages.isEmpty)
      #expect(
        call.output.wholeMatch(of: /validate \d+\.\d+\.\d+ \(expat_\d+\.\d+\.\d+\)\n/) != nil,
        "\(call.output)")
    }

    @Test("--help names every option, and the exit statuses")
    func help() async throws {
      let call = try await Call.validate(["--help"])
      #expect(call.status == 0)
      #expect(call.messages.isEmpty)
      let options = [
        "--format", "--results", "--kind", "--request", "--strict", "--duplicate-ids", "--limit",
        "--engine", "--quiet", "--verbose", "--max-findings", "--color", "--stats", "--explain",
        "--list-rules", "--print-schema", "--version", "Exit status",
      ]
      for option in options { #expect(call.output.contains(option), "\(option)") }
    }

    @Test("--list-rules lists every rule and reads nothing")
    func listRules() async throws {
      let call = try await Call.validate(["--list-rules", "missing.xml"], input: .pipe)
      #expect(call.status == 0)
      #expect(call.messages.isEmpty)
      #expect(call.lines.map { $0.prefix { $0 != " " } } == Rule.all.map { $0.id[...] })
    }

    @Test("--explain explains one rule and reads nothing")
    func explain() async throws {
      let call = try await Call.validate(["--explain", "result/errcode-required"], input: .pipe)
      #expect(call.status == 0)
      #expect(call.messages.isEmpty)
      #expect(call.output.hasPrefix("result/errcode-required\nerror: "))
      #expect(call.output.contains("\nSource:  "))
    }

    @Test("--explain takes several, groups and all")
    func explainSeveral() async throws {
      let arguments = ["--explain", "request/*", "--explain", "packet/output"]
      let call = try await Call.validate(arguments)
      #expect(call.output.hasPrefix("request/repeated-task-id\nwarning: "))
      #expect(call.output.contains("\n\npacket/output\ninfo: "))
      let all = try await Call.validate(["--explain", "all"])
      for rule in Rule.all { #expect(all.output.contains(rule.explanation)) }
    }

    @Test(
      "with --format json a rule is a line", arguments: [["--list-rules"], ["--explain", "all"]])
    func rulesAsJSON(_ arguments: [String]) async throws {
      let call = try await Call.validate(arguments + ["--format", "json"])
      #expect(call.status == 0)
      let rules = try JSONValue.objects(of: call.output)
      #expect(rules.map { $0["id"]?.text } == Rule.all.map(\.id))
      #expect(rules.map { $0["fatal"] } == Rule.all.map { .truth($0.isFatal) })
      #expect(rules.map { $0["severity"]?.text } == Rule.all.map(\.severity.rawValue))
      #expect(rules.map { $0["example"]?.text } == Rule.all.map(\.example))
      #expect(rules.allSatisfy { Set($0.keys).count == 7 })
    }

    @Test("--print-schema prints one schema and reads nothing", arguments: PacketKind.allCases)
    func printSchema(_ kind: PacketKind) async throws {
      let call = try await Call.validate(["--print-schema", kind.rawValue], input: .pipe)
      #expect(call.status == 0)
      #expect(call.messages.isEmpty)
      #expect(call.output == ContentModel.schema(for: kind))
    }

    @Test("shell completions are written", arguments: ["bash", "zsh", "fish"])
    func completions(_ shell: String) async throws {
      let call = try await Call.validate(["--generate-completion-script", shell])
      #expect(call.status == 0)
      #expect(call.output.contains("max-findings"))
      // Values are completed too.
      for value in ["result/errcode-required", "progress/*", "attribute-bytes=", "expat"] {
        #expect(call.output.contains(value), "\(value)")
      }
    }
  }
}
