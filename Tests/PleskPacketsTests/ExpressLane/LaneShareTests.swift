import PleskPackets
import TestSupport
import Testing

/// What the lane takes, and what it leaves to Expat. Without this, all comparisons could be void.
@Suite struct LaneShareTests {
  @Test("the lane is on unless Expat is requested")
  func byDefault() {
    #expect(PacketOptions.default.engine == .auto)
    #expect(PacketOptions().engine == .auto)
    #expect(PacketOptions.Engine.allCases.map(\.rawValue) == ["auto", "expat"])
  }

  private func share(
    _ packet: String, cut: Cut = .whole, options: PacketOptions = .default
  ) -> LaneStatistics {
    EngineRun(.auto, Array(packet.utf8), cut: cut, options: options).lane
  }

  /// Texts of plain characters in UTF-8.
  private static let texts = [
    "x", "a ] b", "é", "€", "😀", "Пакет не найден в каталоге", "a > b \"c\"", "two\nlines",
  ]

  private static let states: [CanonicalResult.State] =
    CanonicalResult.states + texts.map { .failed(reason: $0) }
    + texts.map { .failedQuery(code: 1013, text: $0) }

  /// Expat reads up to the end tag of the first result; then the lane takes them all.
  @Test("canonical results of every state are taken", arguments: states, Layout.all)
  func taken(_ state: CanonicalResult.State, _ layout: Layout) {
    let results = (1...20).map { CanonicalResult(id: $0, state: state) }
    let packet = layout.response(results)
    for cut in [Cut.whole, .every(4096)] {
      let run = EngineRun(.auto, Array(packet.utf8), cut: cut)
      #expect(run.results.count == 20)
      #expect(run.findings.isEmpty)
      #expect(run.lane.results >= 19, "\(cut)")
      #expect(run.lane.results <= 20)
      let size = layout.text([results[19]]).utf8.count
      #expect(run.lane.bytes >= run.lane.results * (size - 40), "\(cut)")
      #expect(run.lane.bytes < packet.utf8.count)
    }
  }

  @Test("results that come in pieces are taken", arguments: [1000, 500, 300])
  func pieces(_ size: Int) {
    let packet = Layout.indented.response(CanonicalResult.list(1..<201))
    #expect(share(packet, cut: .every(size)).results >= 150)
  }

  @Test(
    "after a result that was not taken, results are taken again",
    arguments: ["<result/>", "<odd/><result/>", "<result><odd/></result>"])
  func afterOddOnes(_ odd: String) {
    // After each odd one, Expat may read one more.
    let packet = response(
      (0..<10).map { LaneTrap.canonical(($0 * 10 + 1)...($0 * 10 + 10)) + odd }.joined())
    let taken = share(packet).results
    #expect(taken >= 80)
    #expect(taken <= 100)
  }

  @Test("results of later operations are taken")
  func laterOperations() {
    let operation = "<get-download-status>\(LaneTrap.canonical(1...10))</get-download-status>"
    let packet = "<packet><aps>\(operation)\(operation)</aps><aps>\(operation)</aps></packet>"
    #expect(share(packet).results >= 27)
  }

  @Test(
    "encodings that the lane reads",
    arguments: [
      "", "\u{FEFF}", "<?xml version='1.0' encoding='UTF-8'?>",
      "\u{FEFF}<?xml version='1.0' encoding='utf-8'?>\n",
    ])
  func encodings(_ prolog: String) {
    #expect(share(prolog + response(LaneTrap.canonical(1...20))).results >= 19)
  }

  @Test("Expat alone takes all", arguments: Layout.all)
  func expat(_ layout: Layout) {
    let run = EngineRun(.expat, Array(layout.response(CanonicalResult.list(1..<20)).utf8))
    #expect(run.lane.results == 0)
    #expect(run.lane.bytes == 0)
  }

  /// Results that break a rule, or use another spelling of XML: five of each, and nothing else.
  private static let untaken: [String] = [
    "<result><status>ok</status></result>", "<result/>", "<result></result>",
    finishedResult(id: 1, package: 0), LaneTrap.failedQuery("x").replacing("1013", with: "0"),
    LaneTrap.failedQuery("x").replacing("1013", with: "1016"),
    LaneTrap.failedQuery("x").replacing("1013", with: "4294967296"),
    LaneTrap.failedQuery("x").replacing("<errtext>x</errtext>", with: ""),
    LaneTrap.failedQuery("x").replacing("<filter-id>18</filter-id>", with: ""),
    LaneTrap.failedQuery("a&#13;b\r"), LaneTrap.failedQuery("a<!-- -->b"),
    LaneTrap.failedQuery("<![CDATA[x]]>"), LaneTrap.failedQuery("a\r\nb"),
    failedResult(reason: ""), failedResult(reason: " \n"), failedResult(reason: "<b>x</b>"),
    finishedResult(id: 1, package: 1).replacing("<id>1</id><task>", with: "<id>2</id><task>"),
    finishedResult(id: 1, package: 1).replacing("<task><id>1<", with: "<task><id>2<"),
    finishedResult(id: 1, package: 1).replacing("<result>", with: "<result a=''>"),
    finishedResult(id: 1, package: 1).replacing("<task>", with: "<!-- --><task>"),
    finishedResult(id: 1, package: 1).replacing("<task>", with: "x<task>"),
    finishedResult(id: 1, package: 1).replacing("<task>", with: "<odd/><task>"),
    finishedResult(id: 1, package: 1).replacing("<status>ok</status>", with: ""),
    finishedResult(id: 1, package: 1).replacing("<filter-id>1</filter-id>", with: ""),
    finishedResult(id: 1, package: 1).replacing("<id>1</id><task>", with: "<task>"),
    result(
      taskState: "<in-progress><total>1</total><completed>2</completed><current/></in-progress>"),
    result(
      taskState: "<in-progress><total>2</total><completed>2</completed><current/></in-progress>"),
    result(taskState: "<in-progress><total>2</total><completed>1</completed></in-progress>"),
    result(
      taskState: "<in-progress><total>0</total><completed>1</completed><current/></in-progress>"),
    result(taskState: "<in-progress><total>-1</total><completed>0</completed></in-progress>"),
    result(id: "9223372036854775808", taskState: "<finished><package-id>1</package-id></finished>"),
  ]

  @Test("results that break a rule or use another spelling are left to Expat", arguments: untaken)
  func leftToExpat(_ result: String) {
    let run = EngineRun(.auto, Array(response(String(repeating: result, count: 5)).utf8))
    #expect(run.results.count == 5)
    #expect(run.lane.results == 0)
    #expect(run.lane.bytes == 0)
  }

  @Test(
    "references in texts are taken",
    arguments: ["a&amp;b", "&lt;&gt;&quot;&apos;", "&#65;&#x1F600;&#xe9;", "&#10;x&#x0000041;"])
  func references(_ text: String) {
    let packet = response(String(repeating: LaneTrap.failedQuery(text), count: 5))
    let run = EngineRun(.auto, Array(packet.utf8))
    #expect(run.lane.results >= 4)
    #expect(run.results == EngineRun(.expat, Array(packet.utf8)).results)
  }

  @Test(
    "no result is taken from a trap that has no place for one",
    arguments: LaneTrap.encodings + LaneTrap.namespaces)
  func foreign(_ trap: LaneTrap) {
    let run = EngineRun(.auto, trap.packet, options: trap.options)
    let isForeign =
      trap.name.hasPrefix("ISO-8859-1") || trap.name.contains("UTF-16")
      || trap.name.hasPrefix("a default namespace on")
    if isForeign { #expect(run.lane.results == 0) }
    #expect(run.lane.results <= run.results.count)
  }

  @Test("no more results are taken than Expat delivers", arguments: LaneTrap.groups)
  func atMostAll(_ group: LaneTrap.Group) {
    for trap in group.traps {
      for cut in [Cut.whole, .every(7), .every(300)] {
        let run = EngineRun(.auto, trap.packet, cut: cut, options: trap.options)
        #expect(run.lane.results <= trap.results, "\(trap.name)")
        #expect(run.lane.bytes <= trap.packet.count, "\(trap.name)")
      }
    }
  }

  @Test("the lane runs in most traps that have canonical results around them")
  func trapsAreNotVoid() {
    let traps = LaneTrap.shapes + LaneTrap.numbers + LaneTrap.textual + LaneTrap.positions
    let running = traps.count { EngineRun(.auto, $0.packet, options: $0.options).lane.results >= 2 }
    #expect(running > traps.count * 9 / 10)
  }

  @Test("the lane runs in most grown packets of the corpus")
  func grownPacketsAreNotVoid() throws {
    let grown = try Corpus.fixtures().filter { $0.folder != .requests }.compactMap { fixture in
      GrownPacket(fixture.packet, .before).map {
        EngineRun(.auto, $0.bytes, options: fixture.options).lane.results
      }
    }
    #expect(grown.count { $0 >= 5 } > grown.count * 3 / 4)
  }
}
