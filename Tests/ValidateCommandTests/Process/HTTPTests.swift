import Foundation
import TestSupport
import Testing

@testable import PacketInputs
@testable import ValidateCommand

extension ProgramTests {
  /// HTTP messages as `curl -i` and sockets write them.
  @Suite struct HTTPTests {
    /// Where the result that breaks a rule starts in `Packets.invalid`, its line and its offset.
    private static let mistake = (
      line: 5, offset: Packets.responseStart.utf8.count + Packets.finished().utf8.count + 1
    )

    /// Validates messages, from a pipe and from a file, by each engine: the same is said.
    private func lines(
      _ messages: [UInt8], status: Int32, options: [String] = []
    ) async throws -> (lines: [[String: JSONValue]], messages: String) {
      let directory = try TemporaryDirectory()
      try directory.write("dump", messages)
      let arguments = ["--format", "json"] + options
      let file = try await Call.validate(arguments + ["dump"], in: directory.url)
      #expect(file.status == status)
      let both = try await Call.validate(
        arguments + ["--engine", "both", "dump"], in: directory.url)
      #expect(both.output == file.output)
      let program = try RunningProgram(arguments, input: .pipe)
      try program.write(contentsOf: messages)
      try program.closeInput()
      let piped = try await program.end()
      #expect(piped.status == status)
      // Of a broken packet, as much counts as had been read, which depends on what has come at
      // once.
      let uncounted = [piped.output, file.output].map { $0.replacing(/,"bytes":\d+}/, with: "}") }
      #expect(uncounted[0].replacing(#""file":"-""#, with: #""file":"dump""#) == uncounted[1])
      return (try JSONValue.objects(of: file.output), file.messages)
    }

    private func number(_ value: JSONValue?) -> Int? {
      if case .number(let number) = value { Int(number) } else { nil }
    }

    @Test("a body with a length: places in the file and in the body")
    func length() async throws {
      let message = HTTPMessages.response(Packets.invalid)
      let (lines, messages) = try await lines(message, status: 1)
      #expect(messages.isEmpty)
      #expect(lines.map { $0["type"] } == ["finding", "packet"])
      #expect(lines.allSatisfy { $0["part"] == "response 1" })
      let head = message.count - Packets.invalid.utf8.count
      #expect(number(lines[0]["line"]) == 4 + Self.mistake.line)
      #expect(number(lines[0]["byteOffset"]) == head + Self.mistake.offset)
      guard case .object(let body) = lines[0]["body"] else {
        Issue.record("no place in the body")
        return
      }
      #expect(number(body["line"]) == Self.mistake.line)
      #expect(number(body["byteOffset"]) == Self.mistake.offset)
    }

    @Test("text shows both places")
    func text() async throws {
      let directory = try TemporaryDirectory()
      try directory.write("dump", HTTPMessages.response(Packets.invalid))
      let call = try await Call.validate(["dump"], in: directory.url)
      #expect(call.output.hasPrefix("dump (response 1):9:1: error result/errcode-required: "))
      #expect(call.output.contains("\n  9 | <result><status>error</status>"))
      #expect(call.output.contains("result[2], 5:1 of the body\n"))
    }

    @Test("a chunked body: the finding is where its bytes are", arguments: [1, 2, 7, 64, 1000])
    func chunked(_ size: Int) async throws {
      let message = HTTPMessages.chunkedResponse(Packets.invalid, size: size)
      let (lines, messages) = try await lines(message, status: 1)
      #expect(messages.isEmpty)
      #expect(lines.map { $0["rule"] } == ["result/errcode-required", nil])
      // The byte at that place is that of the start tag, after so many line ends.
      let offset = try #require(number(lines[0]["byteOffset"]))
      #expect(message[offset] == UInt8(ascii: "<"))
      let lineEnds = message[..<offset].count { $0 == 0x0A }
      #expect(number(lines[0]["line"]) == lineEnds + 1)
      let start = message[..<offset].lastIndex(of: 0x0A) ?? 0
      #expect(number(lines[0]["column"]) == offset - start)
    }

    @Test("line ends that chunks cut", arguments: [1, 2, 3])
    func cutLineEnds(_ size: Int) async throws {
      let packet = Packets.invalid.replacing("\n", with: "\r\n")
      let message = HTTPMessages.chunkedResponse(packet, size: size)
      let (lines, _) = try await lines(message, status: 1)
      let offset = try #require(number(lines[0]["byteOffset"]))
      var places = PlaceCounter()
      let start = Array(message[..<offset])
      places.advance(over: start.span)
      #expect(message[offset] == UInt8(ascii: "<"))
      #expect(number(lines[0]["line"]) == places.location.line)
      #expect(number(lines[0]["column"]) == places.location.column)
    }

    @Test("what curl has decoded is not as its headers say")
    func decodedByCurl() async throws {
      for field in ["Transfer-Encoding: chunked", "Content-Encoding: gzip\r\nContent-Length: 7"] {
        let message = HTTPMessages.open(Packets.invalid, fields: field)
        let (lines, messages) = try await lines(message + message, status: 1)
        #expect(messages.isEmpty)
        #expect(
          lines.map { $0["part"] } == ["response 1", "response 1", "response 2", "response 2"])
      }
    }

    @Test("compressed bodies: the file's place is the start of the body")
    func compressed() async throws {
      let field = "Content-Encoding: gzip"
      let stream = Compressed.gzip(Packets.invalid)
      let framed = HTTPMessages.response(stream, fields: field)
      let zstd = HTTPMessages.response(
        Compressed.zstd(Packets.invalid), fields: "Content-Encoding: zstd")
      for (message, line) in [
        (framed, 6), (zstd, 6), (HTTPMessages.chunkedResponse(stream, size: 10, fields: field), 6),
      ] {
        let (lines, messages) = try await lines(message, status: 1)
        #expect(messages.isEmpty)
        #expect(number(lines[0]["line"]) == line)
        #expect(number(lines[0]["column"]) == 1)
        guard case .object(let body) = lines[0]["body"] else {
          Issue.record("no place in the body")
          return
        }
        #expect(number(body["line"]) == Self.mistake.line)
      }
    }

    @Test("a request and its response are checked against each other")
    func exchange() async throws {
      let dump =
        HTTPMessages.request(Packets.request(18, 19)) + HTTPMessages.response(Packets.valid)
        + HTTPMessages.request(Packets.request(18)) + HTTPMessages.response(Packets.valid)
      let (lines, messages) = try await lines(dump, status: 0)
      #expect(messages.isEmpty)
      #expect(
        lines.map { $0["part"] } == [
          "request 1", "response 1", "response 1", "request 2", "response 2",
        ])
      #expect(lines.compactMap { $0["rule"] } == ["exchange/unanswered-id"])
    }

    @Test("what a proxy or an earlier server answered is skipped")
    func preludes() async throws {
      let preludes = [
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 200 Connection established\r\nProxy-Agent: x\r\n\r\n",
        "HTTP/1.1 301 Moved\r\nContent-Length: 300\r\nLocation: /x\r\n\r\n",
        "HTTP/1.1 401 Unauthorized\nContent-Length: 5\n\n",
      ]
      for prelude in preludes {
        let (lines, messages) = try await lines(
          Array(prelude.utf8) + HTTPMessages.response(Packets.valid), status: 0)
        #expect(lines.map { $0["part"] } == ["response 1"])
        #expect(messages.isEmpty)
      }
    }

    @Test("folded fields, bare line feeds, HTTP/2")
    func lineEnds() async throws {
      let head = "HTTP/2 200 \ncontent-type: text/html,\n\ttext/xml\n\n"
      let (lines, messages) = try await lines(Array((head + Packets.valid).utf8), status: 0)
      #expect(lines.map { $0["verdict"] } == ["valid"])
      #expect(messages.isEmpty)
    }

    @Test("another status and another type are reported, without driving the terminal")
    func notes() async throws {
      let page = "<html><title>no</title></html>"
      let dump =
        "HTTP/1.1 502 Bad \u{1B}[31mGateway\r\nContent-Type: text/html\r\nContent-Length: \(page.utf8.count)\r\n\r\n\(page)"
      let (lines, messages) = try await lines(Array(dump.utf8), status: 1)
      #expect(lines.map { $0["rule"] } == ["schema/root", nil])
      #expect(messages.contains("dump (response 1): HTTP status 502 Bad \u{FFFD}[31mGateway; "))
      #expect(messages.contains("the Content-Type is text/html, not XML\n"))
      #expect(!messages.contains("\u{1B}"))
    }

    @Test("what is between the messages is reported")
    func between() async throws {
      let dump =
        HTTPMessages.response(Packets.valid) + Array("garbage\n".utf8)
        + HTTPMessages.response(Packets.valid)
      let (lines, messages) = try await lines(dump, status: 0)
      #expect(lines.count == 2)
      #expect(
        messages
          == "validate: dump: 8 bytes from line 12 on are not an HTTP message and were skipped\n")
    }

    @Test("text after a packet without a length is an error of the packet")
    func textBehind() async throws {
      let (lines, _) = try await lines(
        HTTPMessages.open(Packets.valid + "text", fields: "X: y"), status: 1)
      #expect(lines.map { $0["rule"] } == ["xml/not-well-formed", nil])
    }

    @Test("a broken packet does not hide the next message", arguments: [true, false])
    func broken(_ hasLength: Bool) async throws {
      let packet = "<packet><aps></packet>\n<x/>"
      let first =
        hasLength ? HTTPMessages.response(packet) : HTTPMessages.open(packet, fields: "X: y")
      let (lines, _) = try await lines(first + HTTPMessages.response(Packets.valid), status: 1)
      #expect(
        lines.map { $0["part"] } == ["response 1", "response 1", "response 2"])
    }

    @Test("cut anywhere: 2, the cause, and no result is lost")
    func truncated() async throws {
      let directory = try TemporaryDirectory()
      for message in [
        HTTPMessages.response(Packets.invalid),
        HTTPMessages.chunkedResponse(Packets.invalid, size: 40),
      ] {
        let head = HTTPMessages.headSize(message)
        for count in stride(from: 20, to: message.count, by: 13) {
          try directory.write("cut", message.prefix(count))
          let call = try await Call.validate(["--format", "json", "cut"], in: directory.url)
          let types = try JSONValue.objects(of: call.output).map { $0["type"] }
          #expect(call.status == 2, "cut at \(count)")
          #expect(types.last == "error", "cut at \(count)")
          #expect(types.contains("packet") == (count >= head), "cut at \(count)")
        }
      }
    }

    @Test("damaged frames are reported and end nothing but their message")
    func damaged() async throws {
      let dump =
        Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<pack\r\n-3\r\nx".utf8)
        + HTTPMessages.response(Packets.valid)
      let (lines, _) = try await lines(dump, status: 2)
      let told = lines.compactMap { $0["message"]?.text }
      #expect(told.contains("the chunked body is damaged on line 6"))
      for head in [
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7FFFFFFFFFFFFFFF\r\n",
        "HTTP/1.1 200 OK\r\n" + String(repeating: "a: b\r\n", count: 20_000) + "\r\n",
        "HTTP/1.1 200 OK\r\n" + String(repeating: "a", count: 100_000),
      ] {
        let call = try await Call.validate(
          ["--format", "json"], input: .text(head + Packets.valid))
        #expect((0...2).contains(call.status))
      }
    }
  }
}
