import PleskPackets
import TestSupport
import Testing

/// Another operation needs only rows in the content model.
@Suite struct OtherOperationTests {
  /// An operator with two operations: one that is checked, one that is only known.
  private static let root: ElementRow = {
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
    return ElementRow("packet", .elements([.oneOrMore(site)]), attributes: ["version"])
  }()

  private let model: CompiledModel
  private let others: CompiledModel

  init() throws {
    model = try CompiledModel(root: Self.root)
    others = try CompiledModel(root: Self.otherRoot)
  }

  private func read(_ operations: String) throws -> [Outcome.Event] {
    let log = EventLog()
    var parser = PacketParser(model: model) { log.append($0) }
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
    var parser = PacketParser(model: model) { log.append($0) }
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

  // MARK: Writing

  @Test func resultsAreWritten() throws {
    let results = [
      DownloadResult(status: .error, errcode: 1013, errtext: "<", filterID: "example.com"),
      DownloadResult(status: .error, errcode: 1006, errtext: "", filterID: "7", id: 7),
    ]
    var writer = PacketWriter(model: model)
    var packet: [UInt8] = []
    for result in results { try writer.write(result, into: &packet) }
    try writer.finish(into: &packet)
    let operation = """
      <del><result><status>error</status><errcode>1013</errcode><errtext>&lt;</errtext>\
      <filter-id>example.com</filter-id></result><result><status>error</status>\
      <errcode>1006</errcode><errtext/><filter-id>7</filter-id><id>7</id></result></del>
      """
    let text = String(decoding: packet, as: UTF8.self)
    #expect(text.hasSuffix("<packet version=\"1.6.9.1\"><site>\(operation)</site></packet>"))
    #expect(try read(operation) == Written.inOrder(results).map { .result($0) })
  }

  /// Operations whose results have the same content in another order and depth, and a packet in
  /// which a system failure comes last.
  private static let otherRoot: ElementRow = {
    let status = ElementRow("state", .leaf(.status), role: .status)
    let errcode = ElementRow("errcode", .leaf(.errcode), role: .errcode)
    let data = ElementRow(
      "data",
      .elements([
        .optional(ElementRow("text", .leaf(.text), role: .errtext)),
        .required(ElementRow("name", .leaf(.text), role: .filterID)),
        .optional(ElementRow("more", .opaque(isModelGap: false))),
      ]))
    let id = ElementRow("nr", .leaf(.identifier), role: .id)
    let result = ElementRow(
      "row", .elements([.required(id), .optional(data), .required(status), .optional(errcode)]),
      role: .result, only: .response, numbering: .everywhere)
    func operation(_ name: String, _ particles: [Particle]) -> ElementRow {
      ElementRow(name, .elements(particles), role: .operation, numbering: .inPlace)
    }
    let end = ElementRow("end", .opaque(isModelGap: false))
    let site = ElementRow(
      "site",
      .elements([
        .oneOrMore(
          operation("get", [.oneOrMore(result)]), operation("set", [.oneOrMore(result)]),
          operation("half", [.oneOrMore(result), .required(end)]),
          operation("one", [.required(result)]))
      ]), numbering: .inPlace)
    let system = ElementRow("system", .elements([.required(status)]), role: .system)
    return ElementRow("packet", .elements([.zeroOrMore(site), .optional(system)]))
  }()

  /// The results of the operation with this name.
  private func results(of operation: String) throws -> CompiledModel.Index {
    try #require(
      others.elements.indices.first { index in
        others.elements[index].role == .result
          && others.path(of: index, ordinals: SIMD4()).contains("/\(operation)[")
      })
  }

  private func write(
    _ results: [(DownloadResult, String)], _ writer: inout PacketWriter
  ) throws -> String {
    var packet: [UInt8] = []
    for (result, operation) in results {
      try writer.write(result, as: self.results(of: operation), into: &packet)
    }
    try writer.finish(into: &packet)
    return String(decoding: packet, as: UTF8.self)
  }

  @Test func resultsOfSeveralOperationsAreWritten() throws {
    let first = DownloadResult(status: .ok, filterID: "7", id: 7)
    let second = DownloadResult(status: .error, errcode: 1013, errtext: "no", filterID: "x", id: 8)
    let bare = DownloadResult(status: .error, errcode: 1013, id: 9)
    var writer = PacketWriter(
      model: others, options: .init(layout: .indented(by: 1), allowsWarnings: true))
    let text = try write(
      [(first, "get"), (second, "set"), (bare, "set"), (first, "get")], &writer)
    #expect(
      text == """
        <?xml version="1.0" encoding="UTF-8"?>
        <packet>
         <site>
          <get>
           <row>
            <nr>7</nr>
            <data>
             <name>7</name>
            </data>
            <state>ok</state>
           </row>
          </get>
          <set>
           <row>
            <nr>8</nr>
            <data>
             <text>no</text>
             <name>x</name>
            </data>
            <state>error</state>
            <errcode>1013</errcode>
           </row>
           <row>
            <nr>9</nr>
            <state>error</state>
            <errcode>1013</errcode>
           </row>
          </set>
          <get>
           <row>
            <nr>7</nr>
            <data>
             <name>7</name>
            </data>
            <state>ok</state>
           </row>
          </get>
         </site>
        </packet>

        """)
    let log = EventLog()
    var parser = PacketParser(model: others, options: PacketOptions(levels: Self.lenient)) {
      log.append($0)
    }
    try parser.feed(Array(text.utf8))
    #expect(try parser.finish().verdict == .valid)
    #expect(log.events == Written.inOrder([first, second, bare, first]).map { .result($0) })
  }

  /// Without warnings.
  private static let lenient: RuleLevels = {
    var levels = RuleLevels()
    for rule in Rule.all where rule.severity == .warning { levels[rule] = nil }
    return levels
  }()

  @Test(
    "what is refused follows from the rows",
    arguments: [
      (
        DownloadResult(status: .ok, id: nil), "get", "schema/missing-element",
        "/packet/site[1]/get[2]/row[1]", "“row” lacks nr"
      ),
      (
        DownloadResult(status: .error, errtext: "x", id: 1), "set", "schema/missing-element",
        "/packet/site[1]/set[1]/row[2]/data", "“data” lacks name"
      ),
      (
        DownloadResult(status: .error, errcode: 1, id: 1), "half", "schema/missing-element",
        "/packet/site[1]/half[1]", "“half” lacks end"
      ),
    ])
  func refusals(
    _ result: DownloadResult, _ operation: String, _ rule: String, _ path: String, _ message: String
  ) {
    let good = DownloadResult(status: .error, errcode: 1013, id: 1)
    var writer = PacketWriter(model: others, options: .init(allowsWarnings: true))
    let error = Written.refusal {
      _ = try write([(good, "get"), (good, "set"), (result, operation)], &writer)
    }
    #expect(error?.rule?.id == rule)
    #expect(error?.path == path)
    #expect(error?.message == message)
  }

  @Test func anOperationMayHaveOneResultOnly() throws {
    let row = try results(of: "one")
    let result = DownloadResult(status: .error, errcode: 1013, id: 1)
    var writer = PacketWriter(model: others, options: .init(allowsWarnings: true))
    var packet: [UInt8] = []
    for number in 1...2 {
      try writer.write(result, as: row, into: &packet)
      let second = Written.refusal { try writer.write(result, as: row, into: &packet) }
      #expect(second?.rule?.id == "schema/unexpected-element")
      #expect(second?.path == "/packet/site[1]/one[\(number)]/row[2]")
      #expect(second?.message == "“row” cannot be combined with what “one” already has")
      try writer.endOperation(into: &packet)
    }
    try writer.finish(into: &packet)
    #expect(String(decoding: packet, as: UTF8.self).matches(of: /<one><row>/).count == 2)
  }

  @Test func whatTheRowsDoNotHaveIsRefused() {
    var packet: [UInt8] = []
    let failure = SystemFailure(status: .error, errcode: nil, errtext: nil)
    var writer = PacketWriter(model: model)
    let unknown = Written.refusal { try writer.write(failure, into: &packet) }
    #expect(unknown?.rule?.id == "schema/unexpected-element")
    #expect(unknown?.message == "the content model has no such element here")

    var other = PacketWriter(model: others, options: .init(allowsWarnings: true))
    let late = Written.refusal {
      try other.write(failure, into: &packet)
      try other.write(DownloadResult(status: .ok, id: 1), into: &packet)
    }
    #expect(late?.rule?.id == "schema/unexpected-element")
    #expect(late?.path == "/packet/site[1]")
    #expect(late?.message == "“site” must come before “system”")
    #expect(String(decoding: packet, as: UTF8.self).hasSuffix("<state>error</state></system>"))
  }
}
