import Foundation
import TestSupport
import Testing

extension ProgramTests {
  /// `--engine auto|expat|both`: the output is the same to the byte, and so is the exit status.
  @Suite struct EngineTests {
    static let engines = ["auto", "expat", "both"]
    /// Options for each way to report results and findings.
    static let formats: [[String]] = [
      ["--format", "json"], ["--results"], ["--results", "--format", "json"],
      ["--verbose", "--max-findings", "0"],
    ]

    /// What one call wrote, and its status.
    private struct Output: Equatable {
      var output: String
      var messages: String
      var status: Int32

      init(_ call: Call) {
        (output, messages, status) = (call.output, call.messages, call.status)
      }

      /// The first line that differs; nil if everything is the same.
      func difference(from other: Output) -> String? {
        if self == other { return nil }
        let pairs = [(output, other.output), (messages, other.messages)]
        for (text, otherText) in pairs where text != otherText {
          let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
          let others = otherText.split(separator: "\n", omittingEmptySubsequences: false)
          for (line, other) in zip(lines, others) where line != other {
            return "“\(line)” and not “\(other)”"
          }
          return "\(lines.count) lines and not \(others.count)"
        }
        return "status \(status) and not \(other.status)"
      }
    }

    /// Calls the program with each engine, and expects the same of all.
    ///
    /// - Returns: What was reported with Expat alone.
    @discardableResult
    private func expectSame(
      _ arguments: [String], input: RunningProgram.Input = .nothing, in directory: URL,
      _ comment: String = ""
    ) async throws -> Call {
      let expat = try await Call.validate(
        ["--engine", "expat"] + arguments, input: input, in: directory)
      for engine in ["auto", "both"] {
        let call = try await Call.validate(
          ["--engine", engine] + arguments, input: input, in: directory)
        #expect(
          Output(call).difference(from: Output(expat)) == nil, "--engine \(engine) \(comment)")
      }
      return expat
    }

    @Test("every packet of the corpus, from its file", arguments: formats)
    func corpus(_ format: [String]) async throws {
      let packets = try CorpusPacket.all(in: Corpus.Folder.allCases)
      let groups = Dictionary(grouping: packets, by: \.options)
      for (options, packets) in groups {
        let call = try await expectSame(
          format + options + packets.map(\.path), in: Repository.root, "\(options)")
        let isValid = packets.allSatisfy { $0.lines.last?["verdict"] == "valid" }
        #expect(call.status == (isValid ? 0 : 1))
      }
    }

    @Test("packets of the corpus, through standard input")
    func corpusThroughInput() async throws {
      let packets = try CorpusPacket.all(in: [.valid, .invalid, .malformed, .exchanges])
      for (number, packet) in packets.enumerated() where number % 9 == 0 {
        let bytes = try Data(contentsOf: packet.url)
        guard let text = String(bytes: bytes, encoding: .utf8), Array(text.utf8) == Array(bytes)
        else { continue }
        try await expectSame(
          packet.options + ["--verbose"], input: .text(text), in: Repository.root, packet.path)
      }
    }

    /// More than 200 KiB of results with trouble here and there, more of it with every part.
    struct Large: CustomTestStringConvertible, Sendable {
      var name: String
      var trouble: [String]
      /// What comes after the results.
      var end = Packets.responseEnd
      var status: Int32

      var testDescription: String { name }

      static let count = 1500

      var packet: String {
        var text = Packets.responseStart
        for id in 1...Self.count {
          text += Self.canonical(id)
          if id % 97 == 0, !trouble.isEmpty { text += trouble[id / 97 % trouble.count] + "\n" }
        }
        return text + end
      }

      private static func canonical(_ id: Int) -> String {
        switch id % 4 {
        case 0: Packets.finished(id) + "\n"
        case 1:
          "<result><status>error</status><errcode>1013</errcode><errtext>né€😀</errtext>"
            + "<filter-id>\(id)</filter-id></result>\r\n"
        case 2: Packets.finished(id)
        default: Packets.finished(id).replacingOccurrences(of: "><", with: ">\n  <") + "\n"
        }
      }

      static let warnings = [
        Packets.failedWithoutText(), Packets.noTransaction, "<!--</result>-->",
      ]
      static let errors = [
        "<odd>\(Packets.finished())</odd>", "stray", Packets.failedWithoutCode(), "<result/>",
        "<![CDATA[</result>]]>", Packets.finished(0), "<result a='1'><status>ok</status></result>",
        "<result xmlns='urn:x'><status>ok</status></result>",
      ]

      static let all = [
        Large(name: "no trouble", trouble: [], status: 0),
        Large(name: "warnings", trouble: warnings, status: 0),
        Large(name: "errors", trouble: warnings + errors, status: 1),
        Large(name: "cut short", trouble: warnings, end: "<result><status>ok</sta", status: 1),
        Large(name: "not well-formed", trouble: errors, end: "<result></task>", status: 1),
        Large(
          name: "a second operation",
          trouble: warnings,
          end: "</get-download-status><get-download-status>\n\(Packets.noTransaction)"
            + Packets.responseEnd, status: 0),
        Large(
          name: "a bad character behind", trouble: errors, end: "\u{FFFE}" + Packets.responseEnd,
          status: 1),
      ]
    }

    @Test("a large packet, from a file and through standard input", arguments: Large.all, formats)
    func large(_ large: Large, _ format: [String]) async throws {
      let directory = try TemporaryDirectory()
      let packet = large.packet
      #expect(packet.utf8.count > 200 * 1024)
      try directory.write("large.xml", packet)
      let file = try await expectSame(format + ["large.xml"], in: directory.url, "from a file")
      #expect(file.status == large.status)
      let input = try await expectSame(
        format, input: .text(packet), in: directory.url, "through standard input")
      #expect(input.status == large.status)
    }

    @Test(
      "a large packet with the options that ask more of each result",
      arguments: [
        ["--duplicate-ids"], ["--request", "request.xml"], ["--strict"], ["--kind", "response"],
        ["--kind", "request"], ["--limit", "depth=6"], ["--limit", "text=8"],
        ["--limit", "token=22"],
      ])
    func options(_ options: [String]) async throws {
      let directory = try TemporaryDirectory()
      let large = Large(name: "errors", trouble: Large.warnings + Large.errors, status: 1)
      try directory.write("large.xml", large.packet)
      try directory.write("request.xml", Packets.request(1, 2, 3, 97, 5000))
      let call = try await expectSame(
        ["--format", "json"] + options + ["large.xml"], in: directory.url)
      #expect(call.status == 1)
    }

    @Test("a large packet through a pipe, in pieces")
    func pipe() async throws {
      let directory = try TemporaryDirectory()
      let large = Large(name: "errors", trouble: Large.warnings + Large.errors, status: 1)
      let packet = large.packet
      var outputs: [Output] = []
      for engine in Self.engines {
        let program = try RunningProgram(
          ["--engine", engine, "--results", "--format", "json"], input: .pipe, in: directory.url)
        var rest = packet.unicodeScalars[...]
        while !rest.isEmpty {
          try program.write(String(rest.prefix(7001)))
          rest = rest.dropFirst(7001)
        }
        try program.closeInput()
        outputs.append(Output(try await program.end()))
      }
      #expect(outputs[0].difference(from: outputs[1]) == nil)
      #expect(outputs[2].difference(from: outputs[1]) == nil)
      #expect(outputs[1].status == 1)
    }

    @Test("--engine both exits as usual where the engines agree")
    func both() async throws {
      let directory = try TemporaryDirectory()
      try directory.write("valid.xml", Packets.valid)
      try directory.write("warned.xml", Packets.warned)
      try directory.write("invalid.xml", Packets.invalid)
      func status(_ arguments: String...) async throws -> Int32 {
        try await Call.validate(["--engine", "both"] + arguments, in: directory.url).status
      }
      #expect(try await status("valid.xml") == 0)
      #expect(try await status("valid.xml", "warned.xml") == 0)
      #expect(try await status("--strict", "warned.xml") == 1)
      #expect(try await status("valid.xml", "invalid.xml") == 1)
      #expect(try await status("invalid.xml", "missing.xml") == 2)
    }

    @Test("--stats shows what the lane took, on standard error")
    func stats() async throws {
      let directory = try TemporaryDirectory()
      let large = Large(name: "no trouble", trouble: [], status: 0)
      try directory.write("large.xml", large.packet)
      func taken(_ engine: String) async throws -> Int? {
        let call = try await Call.validate(
          ["--stats", "--engine", engine, "large.xml"], in: directory.url)
        let plain = try await Call.validate(["--engine", engine, "large.xml"], in: directory.url)
        #expect(call.output == plain.output)
        #expect(call.messages.contains("results   \(Large.count)\n"))
        // The first number after the word.
        guard let word = call.messages.range(of: "lane") else { return nil }
        let number = call.messages[word.upperBound...].drop { !$0.isNumber }.prefix { $0.isNumber }
        return Int(number)
      }
      let takenByLane = try #require(try await taken("auto"))
      #expect((Large.count / 2...Large.count).contains(takenByLane))
      let takenByExpat = try await taken("expat") ?? 0
      #expect(takenByExpat == 0)
    }
  }
}
