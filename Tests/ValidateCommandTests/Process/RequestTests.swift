import Foundation
import TestSupport
import Testing

extension ProgramTests {
  /// `--request`: the responses are the answer to a request.
  @Suite struct RequestTests {
    private let directory: TemporaryDirectory

    init() throws {
      directory = try TemporaryDirectory()
      try directory.write("response.xml", Packets.response(Packets.finished(18)))
      try directory.write("failed.xml", Packets.response(Packets.failedWithoutText(18)))
    }

    private func validate(request: String, _ arguments: String...) async throws -> Call {
      try directory.write("request.xml", request)
      let all = ["--format", "json", "--request", "request.xml"] + arguments
      return try await Call.validate(all, in: directory.url)
    }

    private func rules(_ call: Call) throws -> [String] {
      try JSONValue.objects(of: call.output).compactMap { $0["rule"]?.text }.sorted()
    }

    @Test("what was asked for and came is no finding")
    func answered() async throws {
      let call = try await validate(request: Packets.request(18), "response.xml")
      #expect(call.status == 0)
      #expect(try rules(call) == [])
      #expect(call.messages.isEmpty)
    }

    @Test("what was asked for and did not come is a warning")
    func unanswered() async throws {
      let call = try await validate(request: Packets.request(19), "response.xml")
      #expect(call.status == 0)
      #expect(try rules(call) == ["exchange/unanswered-id", "exchange/unrequested-id"])
      let strict = try await validate(request: Packets.request(19), "--strict", "response.xml")
      #expect(strict.status == 1)
    }

    @Test("an error that only the request shows makes the packet invalid")
    func errtextRequired() async throws {
      let call = try await validate(request: Packets.request(18), "failed.xml")
      #expect(call.status == 1)
      #expect(try rules(call) == ["exchange/errtext-required", "result/errtext-missing"])
      let all = try await validate(request: Packets.request(), "failed.xml")
      #expect(all.status == 0)
      #expect(try rules(all) == ["result/errtext-missing"])
    }

    @Test("the request holds for every response")
    func severalResponses() async throws {
      let call = try await validate(request: Packets.request(19), "response.xml", "response.xml")
      #expect(try rules(call).filter { $0 == "exchange/unanswered-id" }.count == 2)
    }

    @Test(
      "an invalid request is said and counts as unknown",
      arguments: [
        Packets.request(0), "<packet><aps><get-download-status><filter>", "", "no packet",
      ])
    func invalidRequest(_ request: String) async throws {
      let call = try await validate(request: request, "response.xml")
      #expect(call.status == 0)
      #expect(try rules(call) == [])
      #expect(call.messages.hasPrefix("validate: request.xml: the request is invalid"))
      #expect(call.messages.split(separator: "\n").count == 1)
    }

    @Test("a request without the operation is said and counts as unknown")
    func otherRequest() async throws {
      let request = "<packet><server><get/></server></packet>"
      let call = try await validate(request: request, "response.xml")
      #expect(call.status == 0)
      #expect(try rules(call) == [])
      #expect(call.messages.hasPrefix("validate: request.xml: no get-download-status"))
    }

    /// What a request comes in: one for task 19, along with a response, which is no request.
    struct Form: CustomTestStringConvertible, Sendable {
      var testDescription: String
      var bytes: [UInt8]
      var options: [String] = []
      /// What is said about it.
      var note = ""
    }

    private static let request = Packets.request(19)
    private static let archive = """
      {"log":{"entries":[{"request":{"url":"https://a/agent.php","postData":{"mimeType":"text/xml",\
      "text":"\(request.replacing("\n", with: ""))"}},"response":{"status":200,"content":{"mimeType":"text/xml",\
      "text":"<packet><aps/></packet>"}}}]}}
      """

    static let forms = [
      Form(testDescription: "gzip", bytes: Compressed.gzip(request)),
      Form(testDescription: "zstd", bytes: Compressed.zstd(request)),
      Form(testDescription: "HTTP", bytes: HTTPMessages.request(request)),
      Form(
        testDescription: "HTTP, compressed",
        bytes: Compressed.gzip(
          HTTPMessages.request(request) + HTTPMessages.response("<packet><aps/></packet>"))),
      Form(
        testDescription: "HTTP, the response cut short",
        bytes: HTTPMessages.request(request)
          + HTTPMessages.response("<packet><aps/></packet>").dropLast(3),
        note: "form (response 1): the body ends early"),
      Form(testDescription: "an HTTP archive", bytes: Array(archive.utf8)),
      Form(
        testDescription: "behind another one", bytes: Array((Packets.request(20) + request).utf8),
        options: ["--concatenated"]),
    ]

    @Test("it may come in what other inputs come in", arguments: forms)
    func comesIn(_ form: Form) async throws {
      try directory.write("form", form.bytes)
      let arguments = form.options + ["--format", "json", "--request"]
      let call = try await Call.validate(
        arguments + ["form", "response.xml"], in: directory.url)
      #expect(call.status == 0)
      #expect(form.note.isEmpty ? call.messages.isEmpty : call.messages.contains(form.note))
      #expect(try rules(call) == ["exchange/unanswered-id", "exchange/unrequested-id"])
      #expect(call.output.contains("no result for \(form.options.isEmpty ? "19" : "20, 19")"))
      let program = try RunningProgram(
        arguments + ["-", "response.xml"], input: .pipe, in: directory.url)
      try program.write(contentsOf: form.bytes)
      try program.closeInput()
      #expect(try await program.end().output == call.output)
    }

    @Test("xz, as xz writes it")
    func xz() async throws {
      // The request for task 19 in one stream with a CRC-32.
      let stream = try #require(
        Data(
          base64Encoded: """
            /Td6WFoAAAFpIt42AgAhARYAAAB0L+Wj4ABtAEldAB4cCCZNBoP2q/IF+jHoP0AG35MMqbeibDbgWpiwARFv2cKFKL
            hl/B33U3yXVSjuBhGDpGIhKhn0XnEQYG6yLY8yBkeLOHJWUAAAAAAAKqF9/gABYW6So2r2kEKZDQEAAAAAAVla
            """, options: .ignoreUnknownCharacters))
      try directory.write("request.xz", Array(stream))
      let call = try await Call.validate(
        ["--format", "json", "--request", "request.xz", "response.xml"], in: directory.url)
      #expect(call.messages.isEmpty)
      #expect(try rules(call) == ["exchange/unanswered-id", "exchange/unrequested-id"])
    }

    @Test("what holds no request, or an invalid one, is said, with the message that it is")
    func unusable() async throws {
      for (dump, said) in [
        (HTTPMessages.response(Packets.valid), "form: no get-download-status in the request"),
        (
          HTTPMessages.request(Packets.request(18)) + HTTPMessages.request(Packets.request(0)),
          "form (request 2): the request is invalid, so the rules exchange/… are not applied\n"
        ),
        (
          HTTPMessages.request("<packet>"),
          "form (request 1): the request is invalid, so the rules exchange/… are not applied (5:9: xml/truncated: "
        ),
      ] {
        try directory.write("form", dump)
        let call = try await Call.validate(
          ["--format", "json", "--request", "form", "response.xml"], in: directory.url)
        #expect(call.status == 0)
        #expect(try rules(call) == [])
        #expect(call.messages.hasPrefix("validate: \(said)"), "\(call.messages)")
        #expect(call.messages.split(separator: "\n").count == 1)
      }
    }

    @Test("one that ends early or is damaged: 2 and the cause, and the responses are judged")
    func damaged() async throws {
      let stream = Compressed.gzip(Self.request)
      for (bytes, said) in [
        (stream.dropLast(9), "form: the gzip data ends early, after \(stream.count - 9) bytes; "),
        (stream.dropLast(1) + [7], "form: cannot be read: the gzip data is damaged after "),
        (
          HTTPMessages.request(Self.request).dropLast(3),
          "form (request 1): the body ends early: it has "
        ),
      ] {
        try directory.write("form", bytes)
        let call = try await Call.validate(
          ["--request", "form", "response.xml"], in: directory.url)
        #expect(call.status == 2)
        #expect(call.messages.hasPrefix("validate: \(said)"), "\(call.messages)")
        #expect(call.messages.split(separator: "\n").count == 1)
        #expect(call.output.hasPrefix("1 packet: 1 valid, 0 invalid, 1 unreadable; "))
      }
      try directory.write("form", Compressed.bomb("<packet>", blocks: 2))
      let bomb = try await Call.validate(
        ["--max-size", "1000", "--request", "form", "response.xml"], in: directory.url)
      #expect(bomb.status == 2)
      #expect(bomb.messages.contains("the maximum is 1000 (--max-size)"))
    }

    @Test(
      "a request that cannot be read: 2, and the responses are judged",
      arguments: ["json", "text"])
    func unreadableRequest(_ format: String) async throws {
      try directory.makeDirectory("folder")
      for path in ["missing.xml", "folder"] {
        let call = try await Call.validate(
          ["--format", format, "--request", path, "response.xml"], in: directory.url)
        #expect(call.status == 2, "\(path)")
        if format == "json" {
          let lines = try JSONValue.objects(of: call.output)
          #expect(lines.map { $0["type"] } == ["error", "packet"])
          #expect(lines.first?["file"]?.text == path)
        } else {
          #expect(call.messages.hasPrefix("validate: \(path): cannot be read: "))
          #expect(call.output.hasPrefix("1 packet: 1 valid, 0 invalid, 1 unreadable; "))
        }
      }
    }
  }
}
