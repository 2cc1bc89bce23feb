import PleskPackets
import TestSupport
import Testing

/// What is not written, and what is reported about it.
@Suite struct RefusalTests {
  /// A result that is refused, and markup that breaks the same rule, if there can be any in a
  /// packet.
  struct Refusal: Sendable, CustomTestStringConvertible {
    var result: DownloadResult
    var rule: String
    /// Below the result.
    var path = ""
    /// The result as markup; the reader must report the same.
    var markup: String?

    var testDescription: String { "\(rule) \(path)" }

    static func task(
      _ state: DownloadTask.State?, id: Int64? = 18, _ rule: String, _ path: String,
      _ markup: String?
    ) -> Refusal {
      let result = DownloadResult(
        status: .ok, filterID: "18", id: 18, task: DownloadTask(id: id, state: state))
      return Refusal(
        result: result, rule: rule, path: path,
        markup: markup.map {
          "<status>ok</status><filter-id>18</filter-id><id>18</id><task>\($0)</task>"
        })
    }
  }

  static let finished = DownloadResult(
    status: .ok, filterID: "18", id: 18,
    task: DownloadTask(id: 18, state: .finished(package: 13)))

  static let refusals: [Refusal] = [
    Refusal(
      result: DownloadResult(filterID: "18"), rule: "schema/missing-element",
      markup: "<filter-id>18</filter-id>"),
    Refusal(
      result: DownloadResult(status: .error, errtext: "x", filterID: "18"),
      rule: "result/errcode-required",
      markup: "<status>error</status><errtext>x</errtext><filter-id>18</filter-id>"),
    Refusal(
      result: DownloadResult(
        status: .ok, id: 18, task: DownloadTask(id: 18, state: .finished(package: 13))),
      rule: "result/ids-required",
      markup:
        "<status>ok</status><id>18</id><task><id>18</id><finished><package-id>13</package-id></finished></task>"
    ),
    Refusal(
      result: DownloadResult(status: .error, errcode: 1013, filterID: "18"),
      rule: "result/errtext-missing",
      markup: "<status>error</status><errcode>1013</errcode><filter-id>18</filter-id>"),
    Refusal(
      result: DownloadResult(status: .ok, errcode: 0), rule: "result/errcode-on-success",
      markup: "<status>ok</status><errcode>0</errcode>"),
    Refusal(
      result: DownloadResult(status: .error, errcode: 0, errtext: "x", filterID: "18"),
      rule: "result/errcode-zero",
      markup:
        "<status>error</status><errcode>0</errcode><errtext>x</errtext><filter-id>18</filter-id>"),
    Refusal(
      result: DownloadResult(status: .error, errcode: 1013, errtext: "x"),
      rule: "result/filter-id-missing",
      markup: "<status>error</status><errcode>1013</errcode><errtext>x</errtext>"),
    Refusal(
      result: DownloadResult(
        status: .error, errcode: 1013, errtext: "x", filterID: "18",
        task: DownloadTask(id: 18, state: .finished(package: 13))),
      rule: "result/task-on-error",
      markup:
        "<status>error</status><errcode>1013</errcode><errtext>x</errtext><filter-id>18</filter-id><task><id>18</id><finished><package-id>13</package-id></finished></task>"
    ),
    Refusal(
      result: DownloadResult(status: .ok, filterID: "18", id: 18), rule: "result/task-missing",
      markup: "<status>ok</status><filter-id>18</filter-id><id>18</id>"),
    Refusal(
      result: DownloadResult(
        status: .ok, filterID: "18", id: 19,
        task: DownloadTask(id: 19, state: .finished(package: 13))),
      rule: "result/id-mismatch",
      markup:
        "<status>ok</status><filter-id>18</filter-id><id>19</id><task><id>19</id><finished><package-id>13</package-id></finished></task>"
    ),
    Refusal(
      result: DownloadResult(status: .ok, filterID: "0", id: 0), rule: "schema/value", path: "/id",
      markup: "<status>ok</status><filter-id>0</filter-id><id>0</id>"),
    .task(nil, "schema/missing-element", "/task", "<id>18</id>"),
    .task(nil, id: nil, "schema/missing-element", "/task", ""),
    .task(
      .finished(package: 13), id: nil, "schema/missing-element", "/task",
      "<finished><package-id>13</package-id></finished>"),
    .task(
      .finished(package: 13), id: -5, "schema/value", "/task/id",
      "<id>-5</id><finished><package-id>13</package-id></finished>"),
    .task(
      .finished(package: 13), id: 19, "task/id-mismatch", "/task",
      "<id>19</id><finished><package-id>13</package-id></finished>"),
    .task(
      .finished(package: nil), "schema/missing-element", "/task/finished",
      "<id>18</id><finished/>"),
    .task(
      .finished(package: 0), "schema/value", "/task/finished/package-id",
      "<id>18</id><finished><package-id>0</package-id></finished>"),
    .task(
      .failed(reason: " \n"), "task/error-blank", "/task/finished/error",
      "<id>18</id><finished><error> \n</error></finished>"),
    .task(
      .failed(reason: "a\u{0}"), "xml/not-well-formed", "/task/finished/error", nil),
    .task(
      .downloading(.init(total: nil, completed: 1)), "schema/missing-element", "/task/in-progress",
      "<id>18</id><in-progress><completed>1</completed><current/></in-progress>"),
    .task(
      .queued(.init(total: 1, completed: nil)), "schema/missing-element", "/task/in-progress",
      "<id>18</id><in-progress><total>1</total></in-progress>"),
    .task(
      .downloading(.init(total: 10, completed: 11)), "progress/completed-exceeds-total",
      "/task/in-progress",
      "<id>18</id><in-progress><total>10</total><completed>11</completed><current/></in-progress>"),
    .task(
      .downloading(.init(total: 0, completed: 5)), "progress/total-unknown", "/task/in-progress",
      "<id>18</id><in-progress><total>0</total><completed>5</completed><current/></in-progress>"),
    .task(
      .downloading(.init(total: 10, completed: -1)), "progress/negative", "/task/in-progress",
      "<id>18</id><in-progress><total>10</total><completed>-1</completed><current/></in-progress>"),
    .task(
      .queued(.init(total: .min, completed: 0)), "progress/negative", "/task/in-progress",
      "<id>18</id><in-progress><total>-9223372036854775808</total><completed>0</completed></in-progress>"
    ),
    .task(
      .queued(.init(total: 10, completed: 5)), "progress/bytes-without-current",
      "/task/in-progress",
      "<id>18</id><in-progress><total>10</total><completed>5</completed></in-progress>"),
  ]

  @Test("names the rule and the element, and nothing is written", arguments: refusals)
  func result(_ refusal: Refusal) throws {
    var writer = PacketWriter()
    var packet: [UInt8] = []
    var untouched = packet
    let error = try #require(
      Written.refusal { try writer.write(refusal.result, into: &untouched) })
    #expect(untouched.isEmpty)
    #expect(error.code == .packet)
    #expect(error.rule?.id == refusal.rule)
    #expect(error.path == "/packet/aps[1]/get-download-status[1]/result[1]" + refusal.path)
    #expect(error.description == "\(error.path): \(refusal.rule): \(error.message)")

    // The packet continues as if nothing had happened.
    try writer.write(Self.finished, into: &packet)
    let before = packet
    let second = try #require(
      Written.refusal { try writer.write(refusal.result, into: &packet) })
    #expect(packet == before)
    #expect(second.path == "/packet/aps[1]/get-download-status[1]/result[2]" + refusal.path)
    try writer.finish(into: &packet)
    #expect(packet == (try PacketWriter.response([Self.finished])))

    guard let markup = refusal.markup else { return }
    let findings = Outcome(of: response("<result>\(markup)</result>")).findings
    let finding = try #require(findings.first { $0.rule == error.rule })
    #expect(finding.path == error.path)
    #expect(finding.message == error.message)
  }

  @Test(
    "a character that XML does not allow, in any text",
    arguments: [
      "\u{0}", "\u{1}", "\u{8}", "\u{B}", "\u{C}", "\u{E}", "\u{1F}", "\u{FFFE}", "\u{FFFF}",
    ])
  func character(_ character: Unicode.Scalar) {
    let text = "ab\(character)c"
    let digits = String(character.value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: 4 - digits.count) + digits
    let parts: [(DownloadResult, String)] = [
      (DownloadResult(status: .error, errcode: 1013, errtext: text, filterID: "18"), "errtext"),
      (DownloadResult(status: .error, errcode: 1013, errtext: "x", filterID: text), "filter-id"),
      (
        DownloadResult(
          status: .ok, filterID: "18", id: 18,
          task: DownloadTask(id: 18, state: .failed(reason: text))), "error"
      ),
    ]
    for (result, element) in parts {
      let error = Written.refusal {
        _ = try PacketWriter.response([result], options: .init(allowsWarnings: true))
      }
      #expect(error?.rule?.id == "xml/not-well-formed")
      #expect(error?.path.hasSuffix("/\(element)") == true)
      #expect(error?.message == "\(name) in “\(element)”; XML does not allow it")
    }
    let failure = SystemFailure(status: .error, errcode: 1, errtext: text)
    let error = Written.refusal {
      _ = try PacketWriter.response(failure)
    }
    #expect(error?.path == "/packet/system/errtext")
    let version = Written.refusal {
      _ = try PacketWriter.request([DownloadStatusRequest(.all)], options: .init(version: text))
    }
    #expect(version?.rule?.id == "xml/not-well-formed")
    #expect(version?.path == "/packet")
    #expect(version?.message == "\(name) in the attribute “version”; XML does not allow it")
  }

  @Test("a system failure without status, or with status ok")
  func failure() {
    func refusal(_ status: ResultStatus?, _ allowsWarnings: Bool) -> PacketWritingError? {
      Written.refusal {
        _ = try PacketWriter.response(
          SystemFailure(status: status, errcode: 1, errtext: "x"),
          options: .init(allowsWarnings: allowsWarnings))
      }
    }
    #expect(refusal(nil, true)?.rule?.id == "schema/missing-element")
    #expect(refusal(nil, true)?.path == "/packet/system")
    #expect(refusal(nil, true)?.message == "“system” lacks status")
    #expect(refusal(.ok, false)?.rule?.id == "packet/system-ok")
    #expect(refusal(.ok, true) == nil)
  }

  @Test("ids of a request: below 1, twice, or none at all")
  func request() {
    func refusal(_ requests: [DownloadStatusRequest.Selection]) -> PacketWritingError? {
      Written.refusal {
        _ = try PacketWriter.request(requests.map { DownloadStatusRequest($0) })
      }
    }
    let zero = refusal([.all, .tasks([18, 19, 0])])
    #expect(zero?.rule?.id == "schema/value")
    #expect(zero?.path == "/packet/aps[1]/get-download-status[2]/filter/task-id[3]")
    #expect(zero?.message == "“0” in “task-id”; expected an integer of at least 1")
    let twice = refusal([.tasks([18, 19, 18])])
    #expect(twice?.rule?.id == "request/repeated-task-id")
    #expect(twice?.path == "/packet/aps[1]/get-download-status[1]/filter/task-id[3]")
    #expect(twice?.message == "the filter already names task 18")
    #expect(refusal([.tasks([18]), .tasks([18])]) == nil)
    let none = refusal([.tasks([18]), .tasks([])])
    #expect(none?.code == .meaning)
    #expect(none?.rule == nil)
    #expect(none?.path == "/packet/aps[1]/get-download-status[2]")
    #expect(none?.description.contains(": meaning: no task is asked for") == true)
    #expect(refusal([])?.rule?.id == "schema/missing-element")
    #expect(refusal([])?.path == "/packet")
  }

  @Test("“no transaction” among other results of the operation")
  func noTransaction() throws {
    let bare = DownloadResult(status: .ok)
    func refusal(_ results: [DownloadResult], allowsWarnings: Bool = false) -> PacketWritingError? {
      Written.refusal {
        _ = try PacketWriter.response(results, options: .init(allowsWarnings: allowsWarnings))
      }
    }
    for (misplaced, results) in [
      (1, [bare, Self.finished]), (2, [Self.finished, bare]), (1, [bare, bare]),
    ] {
      #expect(refusal(results)?.rule?.id == "result/no-transaction-misplaced")
      #expect(
        refusal(results)?.path == "/packet/aps[1]/get-download-status[1]/result[\(misplaced)]")
      #expect(refusal(results, allowsWarnings: true) == nil)
    }
    #expect(refusal([bare]) == nil)
    // In another operation it is alone.
    var writer = PacketWriter()
    var packet: [UInt8] = []
    for result in [bare, Self.finished, bare] {
      try writer.write(result, into: &packet)
      try writer.endOperation(into: &packet)
    }
    try writer.finish(into: &packet)
    #expect(Outcome(of: packet).ruleIDs == ["result/no-transaction", "result/no-transaction"])
  }

  @Test("what belongs to the other kind of packet, or comes with a system failure")
  func mixtures() throws {
    let failure = SystemFailure(status: .error, errcode: 1014, errtext: "x")
    let request = DownloadStatusRequest(.all)
    typealias Write = (inout PacketWriter, inout [UInt8]) throws -> Void
    let result: Write = { try $0.write(Self.finished, into: &$1) }
    let system: Write = { try $0.write(failure, into: &$1) }
    let operation: Write = { try $0.write(request, into: &$1) }
    let kinds = "the packet is a request, but this belongs to a response"
    let excluded = "cannot be combined with what “packet” already has"
    for (first, second, path, message) in [
      (result, system, "/packet/system", "“system” \(excluded)"),
      (system, result, "/packet/aps[1]", "“aps” \(excluded)"),
      (system, system, "/packet/system", "“system” \(excluded)"),
      (
        result, operation, "/packet/aps[1]/get-download-status[2]",
        "the packet is a response, but this belongs to a request"
      ),
      (operation, result, "/packet/aps[1]/get-download-status[2]", kinds),
      (operation, system, "/packet/system", kinds),
    ] {
      var writer = PacketWriter()
      var packet: [UInt8] = []
      try first(&writer, &packet)
      let before = packet
      let refusal = Written.refusal { try second(&writer, &packet) }
      #expect(refusal?.rule?.id == "schema/unexpected-element")
      #expect(refusal?.path == path)
      #expect(refusal?.message == message)
      #expect(packet == before)
      try writer.finish(into: &packet)
      #expect(Outcome(of: packet).summary.verdict == .valid)
    }
  }

  @Test("an empty packet, and anything after the end")
  func ends() throws {
    var writer = PacketWriter()
    var packet: [UInt8] = []
    #expect(Written.refusal { try writer.finish(into: &packet) }?.code == .packet)
    #expect(Written.refusal { try writer.endOperation(into: &packet) } == nil)
    #expect(packet.isEmpty)
    try writer.write(Self.finished, into: &packet)
    try writer.finish(into: &packet)
    let whole = packet
    let calls = [
      Written.refusal { try writer.finish(into: &packet) },
      Written.refusal { try writer.endOperation(into: &packet) },
      Written.refusal { try writer.write(Self.finished, into: &packet) },
    ]
    #expect(calls.map { $0?.code } == [.finished, .finished, .finished])
    #expect(packet == whole)
  }
}
