import Foundation
import TestSupport
import Testing

extension ProgramTests {
  /// `.validate.toml`: where it is found, what it says, and who wins.
  @Suite struct ConfigurationTests {
    private let directory: TemporaryDirectory

    init() throws {
      directory = try TemporaryDirectory()
      try directory.write("below/packet.xml", Packets.warned)
      try directory.makeDirectory(".git")
    }

    private func validate(
      _ arguments: [String] = ["packet.xml"], in folder: String = "below"
    ) async throws -> Call {
      try await Call.validate(arguments, in: directory.url.appendingPathComponent(folder))
    }

    @Test("it is found in the current folder and above, also without any option")
    func found() async throws {
      try directory.write(".validate.toml", "strict = true\n")
      #expect(try await validate().status == 1)
      #expect(try await validate(["--format", "json", "packet.xml"]).status == 1)
      let verbose = try await validate(["--verbose", "packet.xml"])
      #expect(verbose.messages == "validate: ../.validate.toml: options are read from this file\n")
      #expect(try await validate(["below"], in: ".").status == 1)
      try directory.write("below/.validate.toml", "strict = false\n")
      #expect(try await validate().status == 0)
    }

    @Test("it is not looked for above the root of a repository")
    func repository() async throws {
      try directory.write(".validate.toml", "strict = true\n")
      try directory.makeDirectory("below/.git")
      #expect(try await validate().status == 0)
    }

    @Test("it can be named, or left out")
    func choice() async throws {
      try directory.write(".validate.toml", "strict = true\n")
      let other = try directory.write("other.toml", "format = \"json\"\n")
      #expect(try await validate(["--no-config", "packet.xml"]).status == 0)
      let call = try await validate(["--config", other, "packet.xml"])
      #expect(call.status == 0 && call.output.hasPrefix("{"))
      let missing = try await validate(["--config", "not-there", "packet.xml"])
      #expect(
        missing.status == 2 && missing.messages.contains("not-there: cannot be read: No such"))
    }

    @Test("the command line wins")
    func overridden() async throws {
      try directory.write(
        ".validate.toml",
        """
        strict = true
        format = "json"
        verbose = true
        [rules]
        "result/*" = "error"
        [limits]
        depth = 2
        """)
      let call = try await validate([
        "--no-strict", "--format=text", "--quiet", "--limit=depth=128", "--ignore=result/*",
        "packet.xml",
      ])
      #expect(call.status == 0 && call.output.isEmpty && call.messages.isEmpty)
    }

    @Test("it says how results are written, if they are asked for; the command line wins")
    func results() async throws {
      let keys = """
        results-format = "csv"
        results-fields = ["id", "task.state"]
        state = ["finished", "downloading"]

        """
      try directory.write(".validate.toml", keys)
      let plain = try await validate()
      #expect(
        plain.output.hasSuffix(
          "1 packet: 1 valid, 0 invalid; 2 results; 0 errors, 1 warning, 0 infos\n"))
      #expect(!plain.output.contains("task.state"))
      #expect(
        try await validate(["--results", "packet.xml"]).output == "id,task.state\n18,finished\n")
      let lines = try await validate(["--results-format", "jsonl", "packet.xml"])
      #expect(lines.output == "{\"id\":18,\"task\":{\"state\":\"finished\"}}\n")
      let fields = try await validate(["--results-fields", "status,index", "packet.xml"])
      #expect(fields.output == "status,index\nok,1\n")
      let states = try await validate(["--state", "error", "packet.xml"])
      #expect(states.output == "id,task.state\n,\n")
      try directory.write(".validate.toml", keys + "results = true\n")
      #expect(try await validate().output == "id,task.state\n18,finished\n")
      #expect(try await validate(["--no-results", "packet.xml"]).output == plain.output)
    }

    @Test("it cannot mix results with workflow commands, with options and without")
    func resultsBesideCommands() async throws {
      try directory.write(".validate.toml", "format = \"github\"\nresults = true\n")
      for arguments in [["packet.xml"], ["--strict", "packet.xml"]] {
        let call = try await validate(arguments)
        #expect(call.status == 64 && call.output.isEmpty)
        #expect(call.messages.contains("results need --output FILE"))
      }
    }

    @Test(
      "a rule's level changes what is told, counted and judged",
      arguments: [
        ("error", 1, "1 packet: 0 valid, 1 invalid; 2 results; 1 error, 0 warnings, 0 infos"),
        ("warning", 0, "1 packet: 1 valid, 0 invalid; 2 results; 0 errors, 1 warning, 0 infos"),
        ("info", 0, "1 packet: 1 valid, 0 invalid; 2 results; 0 errors, 0 warnings, 1 info"),
        ("ignore", 0, "1 packet: 1 valid, 0 invalid; 2 results; 0 errors, 0 warnings, 0 infos"),
      ])
    func levels(_ level: String, _ status: Int32, _ summary: String) async throws {
      try directory.write(".validate.toml", "[rules]\n\"result/errtext-missing\" = \"\(level)\"\n")
      for engine in ["auto", "expat", "both"] {
        let call = try await validate(["--engine", engine, "--verbose", "packet.xml"])
        #expect(call.status == status)
        #expect(call.lines.last.map(String.init) == summary)
        #expect(call.output.contains(": \(level) result/errtext-missing") == (level != "ignore"))
      }
    }

    @Test("a rule's own level takes precedence over its group's, wherever the lines are")
    func groups() async throws {
      for lines in [
        ["\"result/*\" = \"ignore\"", "\"result/errtext-missing\" = \"error\""],
        ["\"result/errtext-missing\" = \"error\"", "\"result/*\" = \"ignore\""],
      ] {
        try directory.write(".validate.toml", "[rules]\n" + lines.joined(separator: "\n"))
        #expect(try await validate().status == 1)
      }
      let options = ["--ignore=result/*", "--severity=result/errtext-missing=error", "packet.xml"]
      #expect(try await validate(options).status == 1)
    }

    @Test("a group leaves out what ends the packet")
    func fatal() async throws {
      try directory.write("below/html.xml", "<html/>")
      #expect(try await validate(["--ignore", "schema/*", "html.xml"]).status == 1)
    }

    @Test(
      "mistakes are told with file, line and what is expected",
      arguments: [
        ("formt = \"json\"", 1, "unknown key 'formt', there are include, "),
        ("formt = \"json\"", 1, "; did you mean 'format'?"),
        ("\nformat = \"jsn\"", 2, "'format' takes \"text\", \"json\""),
        ("\nformat = \"jsn\"", 2, "found \"jsn\"; did you mean 'json'?"),
        ("strict = \"yes\"", 1, "'strict' takes true or false, found \"yes\""),
        ("jobs = 0", 1, "'jobs' takes a number from 1 to 1024, found 0"),
        (
          "results-format = \"cvs\"", 1,
          "'results-format' takes \"jsonl\", \"csv\", found \"cvs\"; did you mean"
        ),
        ("results-fields = [\"id\", \"indx\"]", 1, "found \"indx\" in it; did you mean 'index'?"),
        ("results-fields = \"id\"", 1, "'results-fields' takes an array of \"file\", \"part\", "),
        ("state = [\"faild\"]", 1, "found \"faild\" in it; did you mean 'failed'?"),
        ("state = [\"\"]", 1, "found \"\" in it"),
        ("state = []", 1, "found an empty array"),
        ("include = \"*.xml\"", 1, "'include' takes an array of strings"),
        ("[rule]\na = 1", 2, "unknown table '[rule]', there are [limits], [rules]; did you mean"),
        ("[rules]\n\"task/error-blnk\" = \"info\"", 2, "no rule is named 'task/error-blnk'"),
        ("[rules]\n\"task/error-blank\" = \"inof\"", 2, "did you mean 'info'?"),
        ("[rules]\n\"xml/*\" = \"ignore\"", 2, "xml/* ends the packet"),
        ("[limits]\ndepht = 3", 2, "did you mean 'depth'?"),
        ("[limits]\ndepth = 0", 2, "expected a number from 1"),
        ("[limits]\ndepth = \"3\"", 2, "'depth' takes a number from 1, found \"3\""),
        ("quiet = true\nverbose = true", 2, "cannot be combined"),
        ("a = \"\u{1B}[31m\"", 1, "a control character in a string"),
        ("a = 1.5", 1, "“1.5” is not supported as a value"),
      ])
    func mistakes(_ text: String, _ line: Int, _ message: String) async throws {
      try directory.write(".validate.toml", text)
      let call = try await validate()
      #expect(call.status == 64 && call.output.isEmpty)
      #expect(call.messages.hasPrefix("validate: ../.validate.toml:\(line): "), "\(call.messages)")
      #expect(call.messages.contains(message), "\(call.messages)")
    }
  }
}
