import Foundation
import TestSupport
import Testing

extension ProgramTests {
  /// Archives of HTTP, as browsers save them.
  @Suite struct HARTests {
    private let directory: TemporaryDirectory

    init() throws {
      directory = try TemporaryDirectory()
    }

    private func entry(
      _ request: String, _ response: String, isBase64: Bool = false,
      url: String = "https://host:8443/enterprise/control/agent.php"
    ) -> [String: Any] {
      var content = ["mimeType": "text/xml", "text": response]
      if isBase64 {
        content["encoding"] = "base64"
        content["text"] = Data(response.utf8).base64EncodedString()
      }
      return [
        "request": [
          "url": url, "method": "POST", "postData": ["mimeType": "text/xml", "text": request],
        ],
        "response": ["status": 200, "content": content],
      ]
    }

    private func archive(_ entries: [[String: Any]]) throws -> [UInt8] {
      let log: [String: Any] = ["log": ["version": "1.2", "creator": [:], "entries": entries]]
      return Array(try JSONSerialization.data(withJSONObject: log))
    }

    private func validate(_ bytes: [UInt8], _ options: String...) async throws -> Call {
      try directory.write("calls.har", bytes)
      return try await Call.validate(
        ["--format", "json"] + options + ["calls.har"], in: directory.url)
    }

    @Test(
      "each request and its response, held against each other",
      arguments: ["auto", "expat", "both"])
    func exchange(_ engine: String) async throws {
      let image: [String: Any] = [
        "request": ["url": "https://host/logo.png"],
        "response": ["status": 200, "content": ["mimeType": "image/png"]],
      ]
      let bytes = try archive([
        image, entry(Packets.request(18, 19), Packets.valid),
        entry(Packets.request(18), Packets.invalid, isBase64: true),
      ])
      let call = try await validate(bytes, "--engine", engine)
      #expect(call.status == 1)
      let lines = try JSONValue.objects(of: call.output)
      #expect(
        lines.map { $0["part"] } == [
          "entry 2 request", "entry 2 response", "entry 2 response", "entry 3 request",
          "entry 3 response", "entry 3 response", "entry 3 response",
        ])
      #expect(lines.compactMap { $0["rule"] }.contains("exchange/unanswered-id"))
      #expect(lines.compactMap { $0["rule"] }.contains("exchange/errtext-required") == false)
      let mistake = try #require(lines.first { $0["rule"] == "result/errcode-required" })
      #expect(mistake["line"] == 5)
      #expect(
        call.messages
          == "validate: calls.har: 1 of 3 entries skipped: not calls of the XML API\n"
      )
    }

    @Test("the same from standard input, compressed")
    func compressed() async throws {
      let bytes = try archive([entry(Packets.request(18), Packets.invalid)])
      let plain = try await validate(bytes)
      let program = try RunningProgram(["--format", "json"], input: .pipe)
      try program.write(contentsOf: Compressed.gzip(bytes))
      try program.closeInput()
      let piped = try await program.end()
      #expect(piped.status == 1)
      #expect(piped.output.replacing(#""file":"-""#, with: #""file":"calls.har""#) == plain.output)
    }

    @Test("an archive that is cut anywhere is a failure")
    func truncated() async throws {
      let bytes = try archive([entry(Packets.request(18), Packets.valid)])
      for count in stride(from: 12, to: bytes.count, by: 23) {
        let call = try await validate(Array(bytes[..<count]))
        #expect(call.status == 2)
        #expect(try JSONValue.objects(of: call.output).map { $0["type"] } == ["error"])
      }
    }

    @Test("what was not saved, or is not base64, is reported")
    func bodies() async throws {
      var broken = entry(Packets.request(18), "x", isBase64: true)
      broken["response"] = ["status": 500, "content": ["text": "%%%=%", "encoding": "base64"]]
      var missing = entry(Packets.request(18), "x")
      missing["response"] = ["status": 200, "content": ["mimeType": "text/xml"]]
      let call = try await validate(try archive([broken, missing]))
      #expect(call.status == 2)
      #expect(
        call.output.contains(
          #""part":"entry 1 response","message":"cannot be read: its body is not base64""#))
      #expect(call.messages.contains("(entry 1 response): HTTP status 500; "))
      #expect(call.messages.contains("(entry 2 response): its body was not saved\n"))
    }

    @Test("deep and strange JSON is a failure")
    func hostile() async throws {
      for text in [
        #"{"log":"# + String(repeating: "[", count: 100_000), #"{"log":null}"#,
        #"{"log":{"entries":7}}"#,
        #"{"log":{"entries":[{"request":7}]}}"#,
      ] {
        let call = try await validate(Array(text.utf8))
        #expect(call.status == 2)
      }
    }

    @Test("other JSON is judged as ever, with a word")
    func otherJSON() async throws {
      let call = try await validate(Array(#"{"status":"ok"}"#.utf8))
      #expect(call.status == 1)
      #expect(call.output.contains("the input looks like JSON"))
      #expect(call.messages.contains("this is JSON, "))
    }
  }
}
