import Foundation
import TestSupport
import Testing

@testable import Reports
@testable import ValidateCommand

extension ProgramTests {
  /// Which results are written, and how.
  @Suite struct ResultOptionTests {
    private static let packet = "Tests/ValidateCommandTests/Golden/Packets/results.xml"

    private func validate(_ arguments: String...) async throws -> Call {
      try await Call.validate(["--quiet"] + arguments + [Self.packet])
    }

    @Test("--state writes the results in these states, and each result is in one")
    func states() async throws {
      var indices: [Int64] = []
      for state in ResultState.allCases {
        let call = try await validate("--state", state.name)
        for result in try JSONValue.objects(of: call.output) {
          indices.append(try #require(result["index"]?.number))
          guard case .object(let task) = result["task"], result["status"] != "error" else {
            #expect(state == .none || state == .error)
            continue
          }
          #expect(task["state"]?.text ?? "none" == state.name)
        }
      }
      #expect(indices.sorted() == Array(1...12))
      let both = try await validate("--state", "failed,none")
      #expect(try await validate("--state", "failed", "--state=none").output == both.output)
      #expect(both.lines.count == 6)
    }

    @Test("--results-fields leaves the others out")
    func fields() async throws {
      let call = try await validate("--results-fields", "task.state,id", "--state", "finished")
      #expect(
        call.output == """
          {"id":18,"task":{"state":"finished"}}
          {"task":{"state":"finished"}}

          """)
    }

    @Test("CSV has its columns in the order of --results-fields, and a header once")
    func columns() async throws {
      let call = try await Call.validate([
        "-q", "--results-format=csv", "--results-fields", "task.state,id,index,id", "--jobs", "2",
        "--state", "finished", Self.packet,
        "Corpus/aps/get-download-status/valid/sample-finished.indented.xml",
      ])
      #expect(call.output == "task.state,id,index\nfinished,18,1\nfinished,,7\nfinished,18,1\n")
    }

    @Test("a header comes also without any result, and the verdict decides the exit status")
    func headerAlone() async throws {
      let call = try await Call.validate(
        ["--results-format", "csv", "--results-fields", "id", "-"], input: .text(""))
      #expect(call.output == "id\n")
      #expect(call.status == 1)
      #expect(call.messages.contains("xml/empty"))
    }

    @Test(
      "what is no name is refused, with the one that was meant or all there are",
      arguments: [
        (["--results-fields", "id,task.stat"], "did you mean 'task.state'?"),
        (["--results-fields", "nonsense"], "filterId, id, task.id"),
        (["--results-fields", ""], "expected file, part, index"),
        (["--results-fields", "id,"], "expected file, part, index"),
        (["--state", "quued"], "did you mean 'queued'?"),
        (["--state", "ok"], "finished, failed, downloading, queued, error, none"),
        (["--results-format", "tsv"], "'tsv'"),
        (["--format", "github", "--results"], "results need --output FILE"),
      ])
    func wrong(_ arguments: [String], _ reason: String) async throws {
      let call = try await Call.validate(arguments + [Self.packet])
      #expect(call.status == 64)
      #expect(call.messages.contains(reason))
      #expect(call.output.isEmpty)
    }
  }
}
