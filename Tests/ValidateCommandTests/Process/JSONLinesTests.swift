import Foundation
import TestSupport
import Testing

extension ProgramTests {
  /// The lines of `--format json` and `--results`, member by member.
  @Suite struct JSONLinesTests {
    private let directory: TemporaryDirectory

    init() throws {
      directory = try TemporaryDirectory()
      try directory.write("valid.xml", Packets.valid)
      try directory.write("warned.xml", Packets.warned)
      try directory.write("invalid.xml", Packets.invalid)
      try directory.write("info.xml", Packets.response(Packets.noTransaction))
    }

    private func validate(_ arguments: String...) async throws -> Call {
      try await Call.validate(arguments, in: directory.url)
    }

    @Test("a packet's line has its members in this order")
    func packet() async throws {
      let call = try await validate("--format", "json", "valid.xml")
      #expect(
        call.output == """
          {"type":"packet","file":"valid.xml","kind":"response","verdict":"valid","results":1,\
          "errors":0,"warnings":0,"infos":0,"bytes":\(Packets.valid.utf8.count)}

          """)
    }

    @Test("a finding's line comes before its packet's and has its members in this order")
    func finding() async throws {
      let call = try await validate("--format", "json", "invalid.xml")
      let place = try #require(Packets.invalid.range(of: "<result><status>error"))
      let offset = Packets.invalid.utf8.distance(
        from: Packets.invalid.startIndex, to: place.lowerBound)
      let lines = call.lines
      try #require(lines.count == 2)
      #expect(
        lines[0].hasPrefix(
          """
          {"type":"finding","file":"invalid.xml","rule":"result/errcode-required",\
          "severity":"error","line":5,"column":1,"byteOffset":\(offset),\
          "path":"/packet/aps[1]/get-download-status[1]/result[2]","message":"
          """))
      let members = try JSONValue.object(of: lines[0])
      #expect(members.count == 9)
      #expect(members["message"]?.text?.isEmpty == false)
      #expect(lines[1].hasPrefix(#"{"type":"packet","file":"invalid.xml","kind":"response","#))
      #expect(lines[1].contains(#""verdict":"invalid","results":2,"errors":1,"#))
    }

    @Test("infos and warnings are reported too, whatever the options of text say")
    func everySeverity() async throws {
      for options in [[], ["--quiet"], ["--max-findings", "1"], ["--color", "always"]] {
        let files = ["invalid.xml", "warned.xml", "info.xml"]
        let arguments = ["--format", "json"] + options + files
        let call = try await Call.validate(arguments, in: directory.url)
        let severities = try JSONValue.objects(of: call.output).compactMap { $0["severity"]?.text }
        #expect(severities == ["error", "warning", "info"])
      }
    }

    @Test("a file that cannot be read has its line in its place, and standard error is silent")
    func error() async throws {
      let call = try await validate("--format", "json", "valid.xml", "no.xml", "invalid.xml")
      #expect(call.status == 2)
      #expect(call.messages.isEmpty)
      let types = try JSONValue.objects(of: call.output).map { $0["type"]?.text }
      try #require(types == ["packet", "error", "finding", "packet"])
      let message = #""message":"cannot be read: No such file or directory""#
      #expect(call.lines[1] == #"{"type":"error","file":"no.xml",\#(message)}"#)
    }

    @Test("--results: results on standard output, findings on standard error")
    func results() async throws {
      let call = try await validate("--results", "warned.xml", "invalid.xml")
      #expect(call.status == 1)
      let finished = #""task":{"id":18,"state":"finished","packageId":13}"#
      #expect(
        call.output == """
          {"file":"warned.xml","index":1,"status":"ok","filterId":"18","id":18,\(finished)}
          {"file":"warned.xml","index":2,"status":"error","errcode":1013,"filterId":"19"}
          {"file":"invalid.xml","index":1,"status":"ok","filterId":"18","id":18,\(finished)}
          {"file":"invalid.xml","index":2,"status":"error","errtext":"gone","filterId":"20"}

          """)
      #expect(call.messages.hasPrefix("warned.xml:5:1: warning result/errtext-missing: "))
      #expect(call.messages.contains("\ninvalid.xml:5:1: error result/errcode-required: "))
      #expect(call.messages.hasSuffix("1 error, 1 warning, 0 infos\n"))
    }

    @Test("--results --format json: findings as JSON on standard error")
    func resultsAndJSON() async throws {
      let call = try await validate("--results", "--format", "json", "invalid.xml", "no.xml")
      #expect(call.status == 2)
      #expect(call.lines.count == 2)
      let types = try JSONValue.objects(of: call.messages).map { $0["type"]?.text }
      #expect(types == ["finding", "packet", "error"])
    }

    @Test("names of files come back from JSON, whatever is in them")
    func names() async throws {
      let name = "quote\" back\\slash\nline\ttab\u{1B}[31m\u{7F} Größe 📦.xml"
      try directory.write(name, Packets.valid)
      let call = try await validate("--format", "json", "--results", name)
      #expect(call.status == 0)
      #expect(try JSONValue.objects(of: call.output).map { $0["file"]?.text } == [name])
      #expect(try JSONValue.objects(of: call.messages).map { $0["file"]?.text } == [name])
    }
  }
}
