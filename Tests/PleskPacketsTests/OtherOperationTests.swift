import PleskPackets
import Testing

/// Another operation is added as rows of the content model, and as nothing else.
@Suite struct OtherOperationTests {
  /// A packet of an operator with two operations: one that is checked, one that is only known.
  static let model: CompiledModel = {
    let result = ElementRow(
      "result",
      .elements([
        .required(ElementRow("status", .leaf(.status), role: .status)),
        .optional(ElementRow("errcode", .leaf(.errcode), role: .errcode)),
        .optional(ElementRow("errtext", .leaf(.text), role: .errtext)),
        .optional(ElementRow("filter-id", .leaf(.text), role: .filterID)),
        .optional(ElementRow("id", .leaf(.identifier), role: .id)),
      ]),
      role: .result, only: .response, numbering: .everywhere)
    let delete = ElementRow(
      "del", .elements([.oneOrMore(result)]), role: .operation, numbering: .inPlace)
    let add = ElementRow("add", .opaque(isModelGap: true), numbering: .inPlace)
    let site = ElementRow("site", .elements([.oneOrMore(delete, add)]), numbering: .inPlace)
    return CompiledModel(
      root: ElementRow("packet", .elements([.oneOrMore(site)]), attributes: ["version"]))
  }()

  private func read(_ operations: String) throws -> [Outcome.Event] {
    let log = EventLog()
    var parser = PacketParser(model: Self.model) { log.append($0) }
    try parser.feed(Array("<packet version=\"1.6.9.1\"><site>\(operations)</site></packet>".utf8))
    _ = try parser.finish()
    return log.events
  }

  @Test func resultsComeOut() throws {
    let events = try read(
      """
      <del><result><status>error</status><errcode>1013</errcode><errtext>no site</errtext>\
      <filter-id>example.com</filter-id></result>\
      <result><status>error</status><errcode>1006</errcode><errtext/><filter-id>7</filter-id>\
      <id>7</id></result></del>
      """)
    #expect(
      events == [
        .result(
          DownloadResult(
            index: 1, status: .error, errcode: 1013, errtext: "no site", filterID: "example.com")),
        .result(
          DownloadResult(
            index: 2, status: .error, errcode: 1006, errtext: "", filterID: "7", id: 7)),
      ])
  }

  @Test func resultsGoByTheExpressLane() throws {
    let result =
      "<result><status>error</status><errcode>1013</errcode><errtext/><filter-id>7</filter-id></result>"
    let log = EventLog()
    var parser = PacketParser(model: Self.model) { log.append($0) }
    let results = String(repeating: result, count: 10)
    try parser.feed(Array("<packet><site><del>\(results)</del><add/></site></packet>".utf8))
    let summary = try parser.finish()
    #expect(summary.results == 10)
    #expect(parser.laneStatistics.results == 9)
    #expect(log.events.count == 11)
  }

  @Test(
    "findings come out",
    arguments: [
      (
        "<del/>", "schema/missing-element", "/packet/site[1]/del[1]"
      ),
      (
        "<add/>", "packet/unmodelled", "/packet/site[1]/add[1]"
      ),
      (
        "<del><result><status>ok</status></result></del>", "result/no-transaction",
        "/packet/site[1]/del[1]/result[1]"
      ),
      (
        "<del><result><status>error</status><errtext/><filter-id/></result></del>",
        "result/errcode-required", "/packet/site[1]/del[1]/result[1]"
      ),
      (
        "<del><result><status>error</status><errcode>1013</errcode><errtext/><filter-id/><id>0</id></result></del>",
        "schema/value", "/packet/site[1]/del[1]/result[1]/id"
      ),
      (
        "<del><result><status>error</status><errcode>1013</errcode><errtext/><filter-id/><task/></result></del>",
        "schema/unexpected-element", "/packet/site[1]/del[1]/result[1]/task"
      ),
      (
        "<mod/><del><result><status>error</status><errcode>1013</errcode><errtext/><filter-id/></result></del>",
        "schema/unexpected-element", "/packet/site[1]/mod"
      ),
    ])
  func findings(_ operations: String, _ rule: String, _ path: String) throws {
    let findings = try read(operations).compactMap {
      if case .finding(let finding) = $0 { finding } else { nil }
    }
    #expect(findings.map(\.rule.id) == [rule])
    #expect(findings.map(\.path) == [path])
  }

  @Test func ordinalsCountEachOperation() throws {
    let failed =
      "<result><status>error</status><errcode>1013</errcode><errtext/><filter-id/><x/></result>"
    let findings = try read("<del>\(failed)</del><add/><del>\(failed)\(failed)</del>")
      .compactMap { if case .finding(let finding) = $0 { finding.path } else { nil } }
    #expect(
      findings == [
        "/packet/site[1]/del[1]/result[1]/x", "/packet/site[1]/add[1]",
        "/packet/site[1]/del[2]/result[1]/x", "/packet/site[1]/del[2]/result[2]/x",
      ])
  }
}
