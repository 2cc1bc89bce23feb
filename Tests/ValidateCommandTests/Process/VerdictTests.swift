import Foundation
import TestSupport
import Testing

extension ProgramTests {
  /// Valid, invalid, unreadable: outputs and exit statuses.
  @Suite struct VerdictTests {
    private let directory: TemporaryDirectory

    init() throws {
      directory = try TemporaryDirectory()
      try directory.write("valid.xml", Packets.valid)
      try directory.write("warned.xml", Packets.warned)
      try directory.write("invalid.xml", Packets.invalid)
    }

    private func validate(
      _ arguments: String..., input: RunningProgram.Input = .nothing
    ) async throws -> Call {
      try await Call.validate(arguments, input: input, in: directory.url)
    }

    @Test("a valid packet: 0, and one line")
    func valid() async throws {
      let call = try await validate("valid.xml")
      #expect(call.status == 0)
      #expect(
        call.output == "1 packet: 1 valid, 0 invalid; 1 result; 0 errors, 0 warnings, 0 infos\n")
      #expect(call.messages.isEmpty)
    }

    @Test("an invalid packet: 1, and the place")
    func invalid() async throws {
      let call = try await validate("invalid.xml")
      #expect(call.status == 1)
      #expect(call.output.hasPrefix("invalid.xml:5:1: error result/errcode-required: "))
      #expect(call.output.contains("\n  5 | <result><status>error</status><errtext>gone</errtext>"))
      #expect(call.output.contains("\n    | ^\n"))
      #expect(call.output.contains("\ninvalid.xml: invalid: response with 2 results\n1 packet: "))
      #expect(call.messages.isEmpty)
    }

    @Test("warnings do not make a packet invalid")
    func warned() async throws {
      let call = try await validate("warned.xml")
      #expect(call.status == 0)
      #expect(call.output.contains("warning result/errtext-missing"))
      #expect(call.output.contains("1 packet: 1 valid, 0 invalid; "))
    }

    @Test("one invalid packet among valid ones: 1")
    func mixed() async throws {
      let call = try await validate("valid.xml", "invalid.xml", "warned.xml")
      #expect(call.status == 1)
      #expect(call.output.contains("3 packets: 2 valid, 1 invalid; 5 results; "))
    }

    @Test("what cannot be read: 2, a word on standard error, and the others are read")
    func unreadable() async throws {
      try directory.link("dangling.xml", to: "nowhere.xml")
      try directory.link("loop.xml", to: "loop.xml")
      let paths = ["missing.xml", "dangling.xml", "loop.xml", "valid.xml/below.xml", ""]
      for path in paths {
        let call = try await validate("valid.xml", path, "warned.xml")
        #expect(call.status == 2, "\(path)")
        #expect(call.messages.hasPrefix("validate: \(path): cannot be read: "))
        #expect(call.messages.split(separator: "\n").count == 1)
        #expect(call.output.contains("warned.xml:5:1: warning"))
        #expect(call.output.contains("2 packets: 2 valid, 0 invalid, 1 unreadable; "))
      }
    }

    @Test(
      "2 wins over 1",
      arguments: [["missing.xml", "invalid.xml"], ["invalid.xml", "missing.xml"]])
    func both(_ paths: [String]) async throws {
      let call = try await Call.validate(paths, in: directory.url)
      #expect(call.status == 2)
      #expect(call.output.contains("error result/errcode-required"))
    }

    @Test("a directory is read in the order of names")
    func tree() async throws {
      try directory.write("tree/b/2.xml", Packets.valid)
      try directory.write("tree/b/1.xml", Packets.invalid)
      try directory.write("tree/a.xml", Packets.valid)
      try directory.write("tree/notes.txt", "not a packet")
      let call = try await validate("--format", "json", "tree")
      #expect(call.status == 1)
      let packets = try JSONValue.objects(of: call.output).filter { $0["type"] == "packet" }
      #expect(packets.map { $0["file"]?.text } == ["tree/a.xml", "tree/b/1.xml", "tree/b/2.xml"])
    }

    @Test("a directory with nothing to read: 0, and with --verbose a word")
    func emptyTree() async throws {
      try directory.makeDirectory("empty.xml")
      let call = try await validate("--verbose", "empty.xml")
      #expect(call.status == 0)
      #expect(call.messages == "validate: empty.xml: no *.xml in this directory\n")
      #expect(call.output.hasPrefix("0 packets: "))
      #expect(try await validate("empty.xml").messages.isEmpty)
    }

    @Test("standard input is read by default and for -", arguments: [[], ["-"]])
    func standardInput(_ paths: [String]) async throws {
      let call = try await Call.validate(paths, input: .text(Packets.invalid), in: directory.url)
      #expect(call.status == 1)
      #expect(call.output.hasPrefix("<stdin>:5:1: error result/errcode-required: "))
      #expect(call.output.contains("\n  5 | <result>"))
      let json = try await Call.validate(
        ["--format", "json"] + paths, input: .text(Packets.valid), in: directory.url)
      #expect(json.status == 0)
      #expect(try JSONValue.objects(of: json.output).map { $0["file"] } == ["-"])
    }

    @Test("standard input takes its place among the files")
    func mixedInput() async throws {
      let call = try await validate(
        "--format", "json", "valid.xml", "-", "warned.xml", input: .text(Packets.valid))
      let packets = try JSONValue.objects(of: call.output).filter { $0["type"] == "packet" }
      #expect(packets.map { $0["file"]?.text } == ["valid.xml", "-", "warned.xml"])
    }

    @Test("an empty standard input is an empty packet")
    func emptyInput() async throws {
      let call = try await validate()
      #expect(call.status == 1)
      #expect(call.output.hasPrefix("<stdin>:1:1: error xml/empty: "))
    }

    @Test("--strict changes the exit status, not the verdict")
    func strict() async throws {
      let call = try await validate("--strict", "warned.xml")
      #expect(call.status == 1)
      #expect(call.output == (try await validate("warned.xml").output))
      #expect(try await validate("--strict", "valid.xml").status == 0)
      try directory.write("info.xml", Packets.response(Packets.noTransaction))
      #expect(try await validate("--strict", "info.xml").status == 0)
      #expect(try await validate("--strict", "warned.xml", "missing.xml").status == 2)
    }
  }
}
