import Foundation
import TestSupport
import Testing

extension ProgramTests {
  /// Options that change what is judged or what is printed.
  @Suite struct OptionTests {
    private let directory: TemporaryDirectory

    init() throws {
      directory = try TemporaryDirectory()
      let failures = (1...5).map { Packets.failedWithoutText($0) }
      try directory.write("valid.xml", Packets.valid)
      try directory.write("info.xml", Packets.response(Packets.noTransaction))
      try directory.write("invalid.xml", Packets.invalid)
      try directory.write("five.xml", Packets.response(failures))
      try directory.write("twice.xml", Packets.response(Packets.finished(), Packets.finished()))
      try directory.write("request.xml", Packets.request(18))
    }

    private func validate(_ arguments: String...) async throws -> Call {
      try await Call.validate(arguments, in: directory.url)
    }

    /// Kind and verdict of the only packet.
    private func judged(_ arguments: String...) async throws -> [JSONValue?] {
      let call = try await Call.validate(["--format", "json"] + arguments, in: directory.url)
      let packet = try JSONValue.objects(of: call.output).last
      return [packet?["kind"], packet?["verdict"]]
    }

    @Test("--kind says what a packet is, and auto detects it")
    func kind() async throws {
      #expect(try await judged("valid.xml") == ["response", "valid"])
      #expect(try await judged("request.xml") == ["request", "valid"])
      #expect(try await judged("--kind", "auto", "request.xml") == ["request", "valid"])
      #expect(try await judged("--kind", "request", "request.xml") == ["request", "valid"])
      #expect(try await judged("--kind", "response", "request.xml") == ["response", "invalid"])
      #expect(try await judged("--kind", "request", "valid.xml") == ["request", "invalid"])
    }

    @Test("--duplicate-ids reports the same id twice")
    func duplicateIDs() async throws {
      #expect(try await !validate("twice.xml").output.contains("duplicate"))
      let call = try await validate("--duplicate-ids", "twice.xml")
      #expect(call.status == 0)
      #expect(call.output.hasPrefix("twice.xml:5:1: warning result/duplicate-id: "))
    }

    @Test("--limit refuses what is larger, and the last one of a name counts")
    func limit() async throws {
      let call = try await validate("--limit", "depth=4", "valid.xml")
      #expect(call.status == 1)
      #expect(call.output.contains(": error xml/limit: "))
      #expect(call.output.contains("5") && call.output.contains("“depth”"))
      #expect(try await validate("--limit", "depth=7", "valid.xml").status == 0)
      #expect(try await validate("--limit=depth=4", "--limit=depth=7", "valid.xml").status == 0)
      #expect(try await validate("--limit=depth=7", "--limit=name=18", "valid.xml").status == 1)
    }

    @Test("--max-findings prints so many of each file, and the counts go on")
    func maximum() async throws {
      let call = try await validate("--max-findings", "2", "five.xml", "five.xml")
      #expect(call.status == 0)
      #expect(call.lines.filter { $0.contains(": warning ") }.count == 4)
      let more = "five.xml: 3 more findings not shown (--max-findings 0 shows all)"
      #expect(call.lines.filter { $0 == more }.count == 2)
      #expect(call.output.contains("; 0 errors, 10 warnings, 0 infos\n"))
      let all = try await validate("--max-findings", "0", "five.xml")
      #expect(all.lines.filter { $0.contains(": warning ") }.count == 5)
      #expect(!all.output.contains("not shown"))
      #expect(try await validate("five.xml", "--max-findings=5").output == all.output)
    }

    @Test("--quiet prints no findings and no summary, but what cannot be read")
    func quiet() async throws {
      for flag in ["--quiet", "-q"] {
        let call = try await validate(flag, "invalid.xml")
        #expect(call.status == 1)
        #expect(call.output.isEmpty)
        #expect(call.messages.isEmpty)
      }
      let call = try await validate("--quiet", "valid.xml", "missing.xml")
      #expect(call.status == 2)
      #expect(call.output.isEmpty)
      #expect(call.messages.hasPrefix("validate: missing.xml: cannot be read: "))
    }

    @Test("--verbose prints infos and valid files too")
    func verbose() async throws {
      #expect(try await !validate("info.xml").output.contains("result/no-transaction"))
      for flag in ["--verbose", "-v"] {
        let call = try await validate(flag, "info.xml")
        #expect(call.status == 0)
        #expect(call.output.hasPrefix("info.xml:4:1: info result/no-transaction: "))
        #expect(call.output.contains("\ninfo.xml: valid: response with 1 result\n"))
      }
    }

    @Test("--stats counts on standard error and leaves standard output alone")
    func stats() async throws {
      let call = try await validate("--stats", "--format", "json", "valid.xml", "missing.xml")
      let plain = try await validate("--format", "json", "valid.xml", "missing.xml")
      #expect(call.output == plain.output)
      let names = call.messages.split(separator: "\n").map { $0.prefix { $0 != " " } }
      #expect(names == ["packets", "results", "findings", "bytes", "seconds", "lane", "expat"])
      #expect(call.messages.contains("packets   1 (1 valid, 0 invalid), 1 unreadable\n"))
      #expect(call.messages.contains("results   1\n"))
      #expect(call.messages.contains("bytes     \(Packets.valid.utf8.count)\n"))
      #expect(call.messages.contains("(expat_"))
    }

    @Test("--engine expat judges the same", arguments: ["valid.xml", "invalid.xml"])
    func engine(_ file: String) async throws {
      let call = try await validate("--engine", "expat", file)
      let auto = try await validate("--engine", "auto", file)
      #expect(call.output == auto.output)
      #expect(call.status == auto.status)
    }

    @Test("a file is no terminal: colours are there only where they are asked for")
    func color() async throws {
      let auto = try await validate("invalid.xml")
      #expect(!auto.output.contains("\u{1B}"))
      let always = try await validate("--color", "always", "invalid.xml")
      #expect(always.output.contains("\u{1B}[1;31merror\u{1B}[0m"))
      #expect(try await validate("--color", "never", "invalid.xml").output == auto.output)
    }
  }
}
