import Foundation
import PleskPackets
import TestSupport
import Testing

@testable import Reports
@testable import ValidateCommand

/// What people and programs get to read, reviewed as files.
///
/// `UPDATE_GOLDEN=1` writes them anew.
@Suite struct GoldenTests {
  private static let all = ["valid.xml", "infos.xml", "warnings.xml", "errors.xml", "cut.xml"]
  private static let many = ["many.xml", "errors.xml"]

  private static let captures = ["00", "05", "10", "15", "20"].map { "captures/09-\($0).xml" }

  static let goldens: [Golden] = [
    .command("text.txt", "--color", "never", of: all),
    .command("text-colour.txt", "--color", "always", of: all),
    .command("text-verbose.txt", "--color", "never", "--verbose", of: all),
    .command("text-quiet.txt", "--color", "never", "--quiet", of: all),
    .command("text-strict.txt", "--color", "never", "--strict", of: ["warnings.xml"]),
    .command("text-max-findings.txt", "--color", "never", "--max-findings", "2", of: many),
    .command("text-one-file.txt", "--color", "never", of: ["valid.xml"]),
    .command("text-hostile.txt", "--color", "never", of: ["hostile.xml"]),
    .command("json.jsonl", "--format", "json", of: all + ["not-there.xml", "valid.xml"]),
    .command("json-max-findings.jsonl", "--format", "json", "--max-findings", "2", of: many),
    .command("json-quiet.jsonl", "--format", "json", "--quiet", of: all),
    .command("json-hostile.jsonl", "--format", "json", of: ["hostile.xml"]),
    .command("json-excerpts.jsonl", "--format", "json", "--excerpts", of: all),
    .command("text-no-excerpts.txt", "--color", "never", "--no-excerpts", of: all),
    .page("page.html", of: all + ["not-there.xml"]),
    .page("page-captures.html", "--excerpts", of: captures),
    .page("page-hostile.html", "--excerpts", of: ["hostile.xml"]),
    .page("page-valid.html", of: ["valid.xml"]),
    .command("results.jsonl", "--results", "--quiet", of: ["results.xml", "cut.xml", "many.xml"]),
    .command(
      "results.csv", "--results-format", "csv", "--quiet",
      of: ["results.xml", "cut.xml", "hostile.xml"]),
    .command(
      "sarif.json", "--format", "sarif", of: all + ["hostile.xml", "not-there.xml", "valid.xml"]),
    .command("junit.xml", "--format", "junit", of: all + ["not-there.xml", "valid.xml"]),
    .command("junit-hostile.xml", "--format", "junit", of: ["hostile.xml"]),
    .command("junit-strict.xml", "--format", "junit", "--strict", of: ["warnings.xml"]),
    .command(
      "junit-max-findings.xml", "--format", "junit", "--verbose", "--max-findings", "2", of: many),
    .command("github.txt", "--format", "github", of: all + ["not-there.xml", "valid.xml"]),
    .command("github-hostile.txt", "--format", "github", of: ["hostile.xml"]),
    Golden(name: "list-rules.txt") { RuleHelp.list() },
    .explanation(of: "result/errcode-required"),
    .explanation(of: "task/error-blank"),
    .explanation(of: "xml/limit"),
    .schema(of: .request),
    .schema(of: .response),
  ]

  @Test("reads as before", .enabled(if: !Golden.isUpdating), arguments: goldens)
  func compare(_ golden: Golden) throws {
    let difference = try golden.firstDifference()
    #expect(difference == nil)
  }

  @Test(
    "is written anew", .enabled(if: Golden.isUpdating, "only with UPDATE_GOLDEN=1"),
    arguments: goldens)
  func update(_ golden: Golden) throws {
    try Data(golden.text().utf8).write(to: golden.url)
  }

  @Test("has no file that nothing writes", .enabled(if: !Golden.isUpdating))
  func leftovers() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Repository.goldens.path)
    #expect(Set(files) == Set(Self.goldens.map(\.name) + ["Packets"]))
  }
}

extension Golden {
  fileprivate static func explanation(of id: String) -> Golden {
    Golden(name: "explain-\(id.replacingOccurrences(of: "/", with: "-")).txt") {
      let options = try ValidateCommand.parse(["--explain", id])
      let rule = try #require(options.explain.first.flatMap(Rule.named))
      return RuleHelp.explanation(of: rule)
    }
  }

  fileprivate static func schema(of kind: PacketKind) -> Golden {
    Golden(name: "schema-\(kind.rawValue).xsd") {
      let command = try ValidateCommand.parse(["--print-schema", kind.rawValue])
      return String(decoding: try #require(try command.reference), as: UTF8.self)
    }
  }
}
