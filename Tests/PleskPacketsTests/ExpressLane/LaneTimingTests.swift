import PleskPackets
import TestSupport
import Testing

/// The lane holds nothing back: what is certain is reported with the byte that makes it certain.
@Suite(.serialized) struct LaneTimingTests {
  @Test("a canonical result comes with the last byte of its end tag", arguments: Layout.all)
  func lastByte(_ layout: Layout) {
    let packet = Array(layout.response(CanonicalResult.list(1..<15)).utf8)
    for engine in PacketOptions.Engine.allCases {
      let run = EngineRun(engine, packet, cut: .every(1))
      #expect(run.findings.isEmpty)
      #expect(run.results.count == 14)
      let ends = packet.indices.filter { packet[...$0].suffix(9).elementsEqual("</result>".utf8) }
      let arrivals = (1...14).map { count in run.arrivals.firstIndex { $0 >= count } }
      #expect(arrivals == ends, "\(engine)")
    }
  }

  /// Findings that are certain in the middle of a result with a canonical beginning, and the bytes
  /// that make them certain.
  private static let certain: [(markup: String, rule: String)] = [
    ("<odd>", "schema/unexpected-element"),
    ("<result><odd>", "schema/unexpected-element"),
    ("<result><status>ok</status><odd>", "schema/unexpected-element"),
    ("<result><status>ok</status>x", "schema/unexpected-text"),
    ("<result><status>no</status>", "schema/value"),
    ("<result><status>error</status><errcode>0</errcode>", "result/errcode-zero"),
    ("<result><status>error</status><errcode>1</errcode>", "result/errcode-unknown"),
    ("<result><status>error</status><task>", "result/task-on-error"),
    ("<result><status>ok</status><errtext>", "result/errcode-on-success"),
    ("<result><status>ok</status><filter-id>1</filter-id><id>0</id>", "schema/value"),
    ("<result><status>ok</status><filter-id>1</filter-id><id>2</id>", "result/id-mismatch"),
    (
      "<result><status>ok</status><filter-id>1</filter-id><id>1</id><task><id>2</id>",
      "task/id-mismatch"
    ),
    ("<result><status>ok</status></result>", "result/no-transaction-misplaced"),
    ("<result a='1'>", "schema/unexpected-attribute"),
    ("<result xmlns='urn:x'>", "schema/namespace"),
    (
      "<result><status>ok</status><filter-id>1</filter-id><id>1</id><task><id>1</id><finished><error>x<b>",
      "task/error-markup"
    ),
    (
      "<result><status>ok</status><filter-id>1</filter-id><id>1</id><task><id>1</id><finished><error> </error>",
      "task/error-blank"
    ),
    (
      "<result><status>ok</status><filter-id>1</filter-id><id>1</id><task><id>1</id><in-progress><total>1</total><completed>2</completed>",
      "progress/completed-exceeds-total"
    ),
    (
      "<result><status>ok</status><filter-id>1</filter-id><id>1</id><task><id>1</id><in-progress><total>9</total><completed>2</completed></in-progress>",
      "progress/bytes-without-current"
    ),
    (
      "<result><status>ok</status><filter-id>1</filter-id><id>1</id></result>",
      "result/task-missing"
    ),
    ("<result><status>ok</status>\u{1}", "xml/not-well-formed"),
    ("<result><status>error</status><errcode>1013</errcode><errtext>]]>", "xml/not-well-formed"),
    ("</task>", "xml/not-well-formed"),
    ("</get-download-status></aps><dns>", "packet/unmodelled"),
  ]

  @Test("a finding comes with the byte that makes it certain", arguments: certain)
  func finding(_ markup: String, _ rule: String) {
    // After four results, three of which the lane may take.
    let start = "<packet><aps><get-download-status>\(LaneTrap.canonical(1...4))"
    let packet = Array((start + markup).utf8)
    for engine in PacketOptions.Engine.allCases {
      let run = EngineRun(engine, packet, cut: .every(1))
      #expect(run.findings.first?.rule.id == rule)
      #expect(run.arrivals.firstIndex { $0 > 4 } == packet.count - 1, "\(engine)")
    }
  }

  @Test("a lone “no transaction” is reported with the start tag of the next result")
  func misplaced() {
    let start = "<packet><aps><get-download-status><result><status>ok</status></result>"
    let packet = Array((start + "\n<result>").utf8)
    for engine in PacketOptions.Engine.allCases {
      let run = EngineRun(engine, packet, cut: .every(1))
      #expect(run.ruleIDs.first == "result/no-transaction-misplaced")
      #expect(run.arrivals.firstIndex { $0 > 1 } == packet.count - 1, "\(engine)")
    }
  }

  @Test("with a request, an id that was not requested is reported with the end tag of id")
  func unrequested() {
    let options = PacketOptions(
      request: DownloadStatusRequest(.tasks([1, 2, 3, 4])), reportsDuplicateIDs: true)
    let start = "<packet><aps><get-download-status>\(LaneTrap.canonical(1...4))"
    for (id, rule) in [(5, "exchange/unrequested-id"), (4, "result/duplicate-id")] {
      let result = "<result><status>ok</status><filter-id>\(id)</filter-id><id>\(id)</id>"
      let packet = Array((start + result).utf8)
      for engine in PacketOptions.Engine.allCases {
        let run = EngineRun(engine, packet, cut: .every(1), options: options)
        #expect(run.ruleIDs.first == rule)
        #expect(run.arrivals.firstIndex { $0 > 4 } == packet.count - 1, "\(engine)")
      }
    }
  }

  @Test(
    "all events of every trap come with the same piece as from Expat", arguments: LaneTrap.groups)
  func everyTrap(_ group: LaneTrap.Group) {
    for trap in group.traps {
      let cuts: [Cut] =
        trap.packet.count > 20_000
        ? [.every(512), .every(65536)] : [.every(1), .every(2), .every(13), .every(200)]
      let delays = cuts.compactMap { laneDelay(trap.packet, cut: $0, options: trap.options) }
      #expect(delays == [], "\(trap.name)")
    }
  }

  @Test(
    "all events of the corpus come with the same piece as from Expat",
    arguments: try Corpus.fixtures())
  func corpus(_ fixture: Fixture) {
    var packets = [fixture.packet]
    if let grown = GrownPacket(fixture.packet, .between) { packets.append(grown.bytes) }
    for packet in packets {
      let delays = [Cut.every(1), .every(50)]
        .compactMap { laneDelay(packet, cut: $0, options: fixture.options) }
      #expect(delays == [])
    }
  }

  @Test("counts and encoding are reported after every byte as by Expat", arguments: Layout.all)
  func counts(_ layout: Layout) throws {
    let text = layout.response(CanonicalResult.list(1..<8)).replacing("not found", with: "né€😀")
    var options = PacketOptions.default
    var lane = PacketParser(options: options) { _ in }
    options.engine = .expat
    var expat = PacketParser(options: options) { _ in }
    for byte in text.utf8 {
      try lane.feed([byte])
      try expat.feed([byte])
      #expect(lane.summary == expat.summary)
      #expect(lane.encoding == expat.encoding)
      if lane.summary != expat.summary { return }
    }
    #expect(try lane.finish() == expat.finish())
    #expect(lane.summary.bytes == text.utf8.count)
  }
}
