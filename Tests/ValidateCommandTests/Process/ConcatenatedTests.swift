import Foundation
import TestSupport
import Testing

extension ProgramTests {
  /// `--concatenated`: several packets in one input.
  @Suite struct ConcatenatedTests {
    private static let declaration = #"<?xml version="1.0" encoding="UTF-8"?>"#

    /// Validates packets, from a pipe in small pieces and from a file, by each engine: the same is
    /// said.
    private func lines(
      _ packets: String, status: Int32, _ options: String...
    ) async throws -> (lines: [[String: JSONValue]], messages: String) {
      let directory = try TemporaryDirectory()
      try directory.write("log", packets)
      let arguments = ["--concatenated", "--format", "json"] + options
      let file = try await Call.validate(arguments + ["log"], in: directory.url)
      #expect(file.status == status)
      for engine in ["expat", "both"] {
        let call = try await Call.validate(
          arguments + ["--engine", engine, "log"], in: directory.url)
        #expect(call.output == file.output, "\(engine)")
      }
      let program = try RunningProgram(arguments, input: .pipe)
      let bytes = Array(packets.utf8)
      for start in stride(from: 0, to: bytes.count, by: 11) {
        try program.write(contentsOf: Array(bytes[start..<min(start + 11, bytes.count)]))
      }
      try program.closeInput()
      let piped = try await program.end()
      // Of a broken packet, as much counts as had been read, which depends on what has come at
      // once.
      let uncounted = [piped.output, file.output].map { $0.replacing(/,"bytes":\d+}/, with: "}") }
      #expect(uncounted[0].replacing(#""file":"-""#, with: #""file":"log""#) == uncounted[1])
      return (try JSONValue.objects(of: file.output), file.messages)
    }

    private func number(_ value: JSONValue?) -> Int? {
      if case .number(let number) = value { Int(number) } else { nil }
    }

    @Test(
      "each packet has its verdict, and places are those in the file",
      arguments: ["", "\n\n", " ", "<!-- log -->\n", "\u{FEFF}", declaration])
    func several(_ between: String) async throws {
      let first = Packets.valid + between + Packets.invalid
      let text = first + between + Packets.warned
      let (lines, messages) = try await lines(text, status: 1)
      #expect(messages.isEmpty)
      #expect(
        lines.map { $0["part"] } == ["packet 1", "packet 2", "packet 2", "packet 3", "packet 3"])
      #expect(lines.compactMap { $0["verdict"] } == ["valid", "invalid", "valid"])
      let bytes = Array(text.utf8)
      for line in lines where line["type"] == "finding" {
        let offset = try #require(number(line["byteOffset"]))
        #expect(bytes[offset...].starts(with: "<result><status>error".utf8))
        #expect(number(line["line"]) == bytes[..<offset].count { $0 == 0x0A } + 1)
      }
    }

    @Test("on one line, columns go on")
    func oneLine() async throws {
      let packet = Packets.invalid.replacing("\n", with: "")
      let (lines, _) = try await lines(packet + packet, status: 1)
      let columns = lines.compactMap { number($0["column"]) }
      #expect(columns.count == 2)
      #expect(columns[1] - columns[0] == packet.utf8.count)
    }

    @Test("a thousand packets, the results of each counted from 1")
    func many() async throws {
      let text = (1...1000).map { Packets.response(Packets.finished($0)) }.joined()
      let directory = try TemporaryDirectory()
      try directory.write("log", text)
      let call = try await Call.validate(
        ["--concatenated", "--results", "--quiet", "log"], in: directory.url)
      #expect(call.status == 0)
      let results = try JSONValue.objects(of: call.output)
      #expect(results.count == 1000)
      #expect(results.allSatisfy { number($0["index"]) == 1 })
      #expect(results.last?["part"] == "packet 1000")
    }

    @Test("after a broken packet the next one is found, and what is skipped is reported")
    func broken() async throws {
      let text = Packets.valid + "<packet><aps></packet>\nnoise <b>\n" + Packets.invalid
      let (lines, messages) = try await lines(text, status: 1)
      #expect(lines.compactMap { $0["verdict"] } == ["valid", "invalid", "invalid"])
      #expect(
        lines.compactMap { $0["rule"] } == ["xml/not-well-formed", "result/errcode-required"])
      #expect(
        messages
          == "validate: log: after the error, 18 bytes from line 8 on were skipped; the next packet starts on line 10\n"
      )
    }

    @Test("a packet that is cut, and another one after it")
    func cutBetween() async throws {
      let text = "<packet><aps><get-download-status>" + Self.declaration + Packets.valid
      let (lines, messages) = try await lines(text, status: 1)
      #expect(lines.compactMap { $0["verdict"] } == ["invalid", "valid"])
      #expect(messages.isEmpty)
    }

    @Test(
      "text after a packet is an error of that packet", arguments: ["text\n", "</packet>", "]]>"])
    func text(_ between: String) async throws {
      let (lines, messages) = try await lines(Packets.valid + between + Packets.valid, status: 1)
      #expect(lines.compactMap { $0["rule"] } == ["xml/not-well-formed"])
      #expect(lines.compactMap { $0["verdict"] } == ["invalid", "valid"])
      #expect(messages.contains("after the error, "))
    }

    @Test("cut at every byte: complete packets keep their verdicts")
    func cut() async throws {
      let one = Packets.valid
      let text = Array((one + one).utf8)
      let directory = try TemporaryDirectory()
      let step = 7
      // Less than a declaration's start is no packet's start yet.
      for count in stride(from: one.utf8.count + 6, to: text.count - 1, by: step) {
        try directory.write("log", text.prefix(count))
        let call = try await Call.validate(
          ["--concatenated", "--format", "json", "log"], in: directory.url)
        let verdicts = try JSONValue.objects(of: call.output).compactMap { $0["verdict"] }
        #expect(call.status == 1)
        #expect(verdicts == ["valid", "invalid"], "cut at \(count)")
      }
    }

    @Test("nothing, or only whitespace", arguments: ["", "\n \n"])
    func empty(_ text: String) async throws {
      let (lines, _) = try await lines(text, status: 1)
      #expect(lines.map { $0["rule"] } == ["xml/empty", nil])
    }

    @Test("a request is known for each of the responses")
    func exchange() async throws {
      let directory = try TemporaryDirectory()
      let request = try directory.write("request.xml", Packets.request(18, 19))
      let (lines, _) = try await lines(
        Packets.valid + Packets.valid, status: 0, "--request", request)
      #expect(
        lines.compactMap { $0["rule"] } == ["exchange/unanswered-id", "exchange/unanswered-id"])
    }

    @Test("without the option a second packet is an error, as ever")
    func withoutOption() async throws {
      let call = try await Call.validate(
        ["--format", "json"], input: .text(Packets.valid + Packets.valid))
      #expect(call.status == 1)
      #expect(call.output.contains("a second packet or element follows the packet"))
    }

    @Test("the first packets come while the input is still open")
    func streaming() async throws {
      let program = try RunningProgram(["--concatenated", "--format", "json"], input: .pipe)
      try program.write(Packets.valid + "<packet>")
      #expect(try await program.lines(1)[0].contains(#""part":"packet 1""#))
      try program.closeInput()
      #expect(try await program.end().status == 1)
    }
  }
}
