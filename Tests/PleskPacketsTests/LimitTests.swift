import PleskPackets
import Testing

/// At a limit is fine, one more is `xml/limit`, however the packet is cut.
@Suite struct LimitTests {
  /// A packet that is as large as asked for in one way.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var limit: Limits.Name
    /// What a breach says was counted.
    var counted = Counted.oneMore
    var packet: @Sendable (_ size: Int) -> String

    var testDescription: String { name }

    enum Counted {
      /// Up to where it was too much.
      case oneMore
      /// All that was there.
      case all
    }
  }

  static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  static let cases: [Case] = [
    Case(name: "depth", limit: .depth) { size in
      // packet, aps, get-download-status, result, task, finished and error are seven.
      failedResponse("x" + repeated("<b>", size - 7) + repeated("</b>", size - 7))
    },
    Case(
      name: "depth in an unmodelled operator", limit: .depth
    ) {
      "<packet><dns>\(repeated("<b>", $0 - 2))\(repeated("</b>", $0 - 2))</dns></packet>"
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
    Case(name: "attributes", limit: .attributes, counted: .all) { size in
      failedResponse("x<b\((0..<size).map { " a\($0)=''" }.joined())/>")
    },
    Case(name: "namespace declarations", limit: .attributes, counted: .all) { size in
      failedResponse("x<b\((0..<size).map { " xmlns:a\($0)='u'" }.joined())/>")
    },
    Case(name: "attribute bytes", limit: .attributeBytes, counted: .all) {
      failedResponse("x<b a='\(repeated("v", $0 - 3))' bc=''/>")
    },
    Case(name: "text", limit: .text) {
      failedResponse(repeated("t", $0))
    },
    Case(name: "text of four-byte scalars", limit: .text) {
      failedResponse(repeated("😀", $0 / 4) + repeated("t", $0 % 4))
    },
    Case(name: "text of lines", limit: .text) {
      failedResponse(repeated("a\n", $0 / 2) + repeated("t", $0 % 2))
    },
    Case(name: "text of CRLF lines", limit: .text) {
      failedResponse(repeated("a\r\n", $0 / 2) + repeated("\r", $0 % 2))
    },
    Case(name: "text of references", limit: .text) {
      failedResponse(repeated("&amp;", $0))
    },
    Case(name: "text of CDATA", limit: .text) {
      failedResponse("<![CDATA[\(repeated("]", $0))]]>")
    },
    Case(name: "text of descendants", limit: .text) {
      failedResponse(repeated("<b>t</b>", $0))
    },
    Case(name: "text of another leaf", limit: .text) {
      response(
        "<result><status>error</status><errcode>1013</errcode><errtext>\(repeated("t", $0))</errtext><filter-id/></result>"
      )
    },
    Case(name: "comment", limit: .token) {
      failedResponse("x<!--\(repeated("c", $0 - 7))-->")
    },
    Case(name: "comment in the prolog", limit: .token) {
      "<!--\(repeated("c", $0 - 7))-->" + failedResponse("x")
    },
    Case(name: "comment after the packet", limit: .token) {
      failedResponse("x") + "<!--\(repeated("c", $0 - 7))-->"
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
    },
  ]

  static func failedResponse(_ reason: String) -> String {
    response(failedResult(reason: reason))
  }

  static let cuts: [Cut] = [.whole, .every(1), .every(1000), .every(64 * 1024)]

  @Test("lowered", arguments: cases, [40, 43])
  func lowered(_ testCase: Case, _ maximum: Int) {
    var limits = Limits.default
    limits[testCase.limit] = maximum
    check(testCase, limits, far: 5000)
  }

  @Test("default", arguments: cases)
  func byDefault(_ testCase: Case) {
    let limits = Limits.default
    check(testCase, limits, far: limits[testCase.limit] * 3)
  }

  private func check(_ testCase: Case, _ limits: Limits, far: Int) {
    let maximum = limits[testCase.limit]
    let options = PacketOptions(limits: limits)
    let allowed = Array(testCase.packet(maximum).utf8)
    for cut in Self.cuts {
      let outcome = Outcome(of: allowed, cut: cut, options: options)
      #expect(!outcome.ruleIDs.contains("xml/limit"), "at the limit, \(cut)")
      #expect(outcome.error == nil, "at the limit, \(cut)")
    }
    for size in [maximum + 1, far] {
      let packet = Array(testCase.packet(size).utf8)
      let whole = Outcome(of: packet, options: options)
      let actual = testCase.counted == .all ? size : maximum + 1
      let finding = whole.findings.last
      #expect(finding?.rule.id == "xml/limit", "\(size) bytes")
      #expect(finding?.message.contains(" \(actual) ") == true, "\(finding?.message ?? "none")")
      #expect(
        finding?.message.contains("maximum is \(maximum) (limit “\(testCase.limit.rawValue)”)")
          == true)
      #expect(whole.ruleIDs.filter { $0 == "xml/limit" }.count == 1)
      for cut in Self.cuts.dropFirst() {
        let outcome = Outcome(of: packet, cut: cut, options: options)
        #expect(outcome.events == whole.events, "\(size), \(cut)")
        #expect(outcome.error == whole.error, "\(size), \(cut)")
      }
    }
  }

  @Test func defaultsAreThoseOfTheContract() {
    let limits = Limits.default
    #expect(limits[.depth] == 128)
    #expect(limits[.name] == 1024)
    #expect(limits[.attributes] == 1024)
    #expect(limits[.attributeBytes] == 64 * 1024)
    #expect(limits[.text] == 1024 * 1024)
    #expect(limits[.token] == 256 * 1024)
  }
}
