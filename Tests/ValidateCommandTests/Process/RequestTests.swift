import Foundation
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
