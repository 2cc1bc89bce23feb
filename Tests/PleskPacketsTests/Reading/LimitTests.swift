import PleskPackets
import TestSupport
import Testing

/// At a limit is fine, one more is `xml/limit`, however the packet is cut and whichever engine
/// reads it.
@Suite struct LimitTests {
  /// A packet of a given size in one respect.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var limit: Limits.Name
    /// The count that a finding reports.
    var counted = Counted.oneMore
    var packet: @Sendable (_ size: Int) -> String
    /// The text before the place of the finding.
    var before: @Sendable (_ size: Int, _ maximum: Int) -> String = { _, _ in opening + "x" }

    var testDescription: String { name }

    enum Counted {
      /// Up to the place that exceeds the limit.
      case oneMore
      /// Everything.
      case all
    }
  }

  static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  /// The cases of a text that counts up to the byte that exceeds the limit.
  private static func text(
    _ name: String, in open: String = opening, _ content: @escaping @Sendable (Int) -> String,
    before: @escaping @Sendable (_ size: Int, _ maximum: Int) -> String
  ) -> Case {
    Case(
      name: name, limit: .text, packet: { failedResponse(content($0)) },
      before: { open + before($0, $1) })
  }

  static let cases: [Case] = [
    Case(name: "depth", limit: .depth) { size in
      // packet, aps, get-download-status, result, task, finished and error are seven.
      failedResponse("x" + repeated("<b>", size - 7) + repeated("</b>", size - 7))
    } before: {
      opening + "x" + repeated("<b>", $1 - 7)
    },
    Case(name: "depth in an unmodelled operator", limit: .depth) {
      "<packet><dns>\(repeated("<b>", $0 - 2))\(repeated("</b>", $0 - 2))</dns></packet>"
    } before: {
      "<packet><dns>" + repeated("<b>", $1 - 2)
    },
    Case(name: "name", limit: .name, counted: .all) {
      failedResponse("x<\(repeated("n", $0))/>")
    },
    Case(name: "name with a prefix that does not count", limit: .name, counted: .all) {
      failedResponse("x<prefix:\(repeated("n", $0)) xmlns:prefix='urn:x'/>")
    },
    Case(name: "name of two-byte letters", limit: .name, counted: .all) {
      failedResponse("x<\(repeated("é", $0 / 2))\(repeated("n", $0 % 2))/>")
    },
    Case(name: "names", limit: .names) { size in
      failedResponse("x" + distinctNames(of: size).map { "<\($0)/>" }.joined())
    } before: { _, maximum in
      opening + "x" + distinctNames(of: maximum / 8 * 8).map { "<\($0)/>" }.joined()
    },
    Case(name: "attributes", limit: .attributes, counted: .all) { size in
      failedResponse("x<b\((0..<size).map { " a\($0)=''" }.joined())/>")
    },
    Case(name: "namespace declarations", limit: .attributes, counted: .all) { size in
      failedResponse("x<b\((0..<size).map { " xmlns:a\($0)='u'" }.joined())/>")
    },
    Case(name: "attribute bytes", limit: .attributeBytes, counted: .all) {
      failedResponse("x<b a='\(repeated("v", $0 - 3))' bc=''/>")
    },
    text("text", { repeated("t", $0) }, before: { repeated("t", $1) }),
    text(
      "text of four-byte scalars", { repeated("😀", $0 / 4) + repeated("t", $0 % 4) },
      before: { size, maximum in
        repeated("😀", maximum / 4) + repeated("t", size / 4 > maximum / 4 ? 0 : maximum % 4)
      }),
    text(
      "text of lines", { repeated("a\n", $0 / 2) + repeated("t", $0 % 2) },
      before: { repeated("a\n", $1 / 2) + repeated("a", $1 % 2) }),
    text(
      "text of CRLF lines", { repeated("a\r\n", $0 / 2) + repeated("\r", $0 % 2) },
      before: { repeated("a\r\n", $1 / 2) + repeated("a", $1 % 2) }),
    text("text of references", { repeated("&amp;", $0) }, before: { repeated("&amp;", $1) }),
    text(
      "text of CDATA", { "<![CDATA[\(repeated("]", $0))]]>" },
      before: { "<![CDATA[" + repeated("]", $1) }),
    text(
      "text of CDATA sections", { repeated("<![CDATA[t]]>", $0) },
      before: { repeated("<![CDATA[t]]>", $1) + "<![CDATA[" }),
    text(
      "text of descendants", { repeated("<b>t</b>", $0) },
      before: { repeated("<b>t</b>", $1) + "<b>" }),
    Case(name: "text of another leaf", limit: .text) {
      response(canonical + failedQuery + "\(repeated("t", $0))</errtext><filter-id/></result>")
    } before: {
      String(response(canonical + failedQuery + "!").prefix { $0 != "!" }) + repeated("t", $1)
    },
    Case(name: "comment", limit: .token) {
      failedResponse("x<!--\(repeated("c", $0 - 7))-->")
    },
    Case(name: "comment in the prolog", limit: .token) {
      "<!--\(repeated("c", $0 - 7))-->" + failedResponse("x")
    } before: { _, _ in
      ""
    },
    Case(name: "comment after the packet", limit: .token) {
      failedResponse("x") + "<!--\(repeated("c", $0 - 7))-->"
    } before: { _, _ in
      failedResponse("x")
    },
    Case(name: "processing instruction", limit: .token) {
      failedResponse("x<?p \(repeated("c", $0 - 6))?>")
    },
    Case(name: "start tag", limit: .token) {
      failedResponse("x<b\(repeated(" ", $0 - 3))></b>")
    },
    Case(name: "empty-element tag", limit: .token) {
      failedResponse("x<b\(repeated(" ", $0 - 4))/>")
    },
    Case(name: "end tag", limit: .token) {
      failedResponse("x<b></b\(repeated("\n", $0 - 4))>")
    } before: { _, _ in
      opening + "x<b>"
    },
  ]

  /// Results that the express lane takes.
  static let canonical = (1...3).map { finishedResult(id: $0, package: $0) }.joined()
  static let failedQuery = "<result><status>error</status><errcode>1013</errcode><errtext>"

  /// Different names, with this many bytes together.
  static func distinctNames(of size: Int) -> [String] {
    // The first byte distinguishes names of eight bytes; the last name has the rest.
    (0..<size / 8).map { "n" + String(10_000_000 + $0).dropFirst() }
      + (size % 8 == 0 ? [] : [repeated("r", size % 8)])
  }

  static func failedResponse(_ reason: String) -> String {
    response(canonical + failedResult(reason: reason))
  }

  /// A failed response up to the reason.
  static let opening = String(failedResponse("!").prefix { $0 != "!" })

  static let cuts: [Cut] = [.whole, .every(1), .every(1000), .every(64 * 1024)]

  @Test("lowered", arguments: cases, [40, 43])
  func lowered(_ testCase: Case, _ maximum: Int) {
    var limits = Limits.default
    limits[testCase.limit] = maximum
    check(testCase, limits, far: 5000)
  }

  @Test("default", arguments: cases)
  func byDefault(_ testCase: Case) {
    var limits = Limits.default
    // This many attributes make a long tag too.
    if testCase.limit == .attributeBytes { limits.token = .max }
    check(testCase, limits, far: limits[testCase.limit] * 10)
  }

  private func check(_ testCase: Case, _ limits: Limits, far: Int) {
    let maximum = limits[testCase.limit]
    let options = PacketOptions(limits: limits)
    let allowed = Array(testCase.packet(maximum).utf8)
    for (engine, cut) in Self.ways {
      let run = EngineRun(engine, allowed, cut: cut, options: options)
      #expect(!run.ruleIDs.contains("xml/limit"), "at the limit, \(engine), \(cut)")
      #expect(run.error == nil, "at the limit, \(engine), \(cut)")
    }
    for size in [maximum + 1, far] {
      let packet = Array(testCase.packet(size).utf8)
      let whole = EngineRun(.expat, packet, options: options)
      let actual = Self.actual(testCase, size, maximum)
      let finding = whole.findings.last
      #expect(finding?.rule.id == "xml/limit", "\(size) bytes")
      #expect(finding?.message.contains(" \(actual) ") == true, "\(finding?.message ?? "none")")
      #expect(
        finding?.message.contains("maximum is \(maximum) (limit “\(testCase.limit.rawValue)”)")
          == true)
      let place = Location(after: testCase.before(size, maximum))
      #expect(finding?.location == place, "\(size) bytes")
      #expect(whole.error?.location == place, "\(size) bytes")
      #expect(whole.ruleIDs.filter { $0 == "xml/limit" }.count == 1)
      for (engine, cut) in Self.ways {
        let run = EngineRun(engine, packet, cut: cut, options: options)
        #expect(run.outcome == whole.outcome, "\(size), \(engine), \(cut)")
      }
    }
  }

  private static func actual(_ testCase: Case, _ size: Int, _ maximum: Int) -> Int {
    switch testCase.counted {
    case .all: size
    case .oneMore:
      // The name that exceeds the limit counts as a whole.
      testCase.limit == .names ? min(size, (maximum / 8 + 1) * 8) : maximum + 1
    }
  }

  private static let ways: [(PacketOptions.Engine, Cut)] =
    cuts.map { (.auto, $0) } + cuts.filter { $0 != .every(1) }.map { (.expat, $0) }

  @Test func defaultsAreThoseOfTheContract() {
    let limits = Limits.default
    #expect(limits[.depth] == 128)
    #expect(limits[.name] == 1024)
    #expect(limits[.names] == 256 * 1024)
    #expect(limits[.attributes] == 1024)
    #expect(limits[.attributeBytes] == 64 * 1024)
    #expect(limits[.text] == 1024 * 1024)
    #expect(limits[.token] == 256 * 1024)
  }
}
