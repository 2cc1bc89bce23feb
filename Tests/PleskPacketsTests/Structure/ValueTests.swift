import PleskPackets
import TestSupport
import Testing

/// Values of leaves, as a parse reads them.
@Suite struct ValueTests {
  @Test(
    "a wrong status is reported with the meant one",
    arguments: [
      ("OK", "exactly “ok”"), (" ok", "exactly “ok”"), ("ok\n", "exactly “ok”"),
      ("Error", "exactly “error”"), ("\terror", "exactly “error”"),
      ("", "“ok” or “error”"), ("okay", "“ok” or “error”"), ("success", "“ok” or “error”"),
    ])
  func statusHint(_ text: String, _ hint: String) throws {
    let outcome = Outcome(of: response("<result><status>\(text)</status></result>"))
    #expect(outcome.ruleIDs == ["schema/value"])
    let message = try #require(outcome.findings.first).message
    #expect(message.contains(hint))
    #expect(outcome.results == [DownloadResult(index: 1)])
  }

  @Test(
    "errcode",
    arguments: [
      ("0", 0), ("1013", 1013), (" 1013\n", 1013), ("0001013", 1013), ("4294967295", 4_294_967_295),
      ("4294967296", nil), ("99999999999999999999999", nil), ("+1013", nil), ("-1", nil),
      ("-0", nil),
      ("", nil), ("1013a", nil), ("10 13", nil),
    ] as [(String, UInt32?)])
  func errcode(_ text: String, _ code: UInt32?) {
    let outcome = Outcome(
      of: response(
        "<result><status>error</status><errcode>\(text)</errcode><errtext/><filter-id/></result>"))
    #expect(outcome.results.map(\.errcode) == [code])
    #expect(outcome.ruleIDs.contains("schema/value") == (code == nil))
    #expect(!outcome.ruleIDs.contains("value/unrepresentable"))
    #expect(!outcome.ruleIDs.contains("result/errcode-required"))
  }

  @Test(
    "identifiers",
    arguments: [
      ("1", 1, nil), ("+18", 18, nil), (" 018 ", 18, nil), ("9223372036854775807", .max, nil),
      ("9223372036854775808", nil, "value/unrepresentable"),
      ("+99999999999999999999", nil, "value/unrepresentable"),
      ("0", nil, "schema/value"), ("-1", nil, "schema/value"), ("-0", nil, "schema/value"),
      ("-99999999999999999999", nil, "schema/value"), ("", nil, "schema/value"),
      ("1x", nil, "schema/value"), ("1.0", nil, "schema/value"),
    ] as [(String, Int64?, String?)])
  func identifier(_ text: String, _ id: Int64?, _ rule: String?) {
    let outcome = Outcome(
      of: response(
        result(taskState: "<finished><package-id>\(text)</package-id></finished>")))
    #expect(outcome.results.map(\.task?.state) == [.finished(package: id)])
    #expect(outcome.ruleIDs == [rule].compactMap { $0 })
  }

  @Test(
    "byte counts",
    arguments: [
      ("0", 0, []), ("+5", 5, []), ("-9223372036854775808", .min, ["progress/negative"]),
      ("-9223372036854775809", nil, ["value/unrepresentable"]),
      ("9223372036854775808", nil, ["value/unrepresentable"]), ("", nil, ["schema/value"]),
      ("5 MB", nil, ["schema/value"]),
    ] as [(String, Int64?, [String])])
  func byteCount(_ text: String, _ number: Int64?, _ rules: [String]) {
    let outcome = Outcome(
      of: response(
        result(
          taskState:
            "<in-progress><total>\(text)</total><completed>0</completed></in-progress>")))
    #expect(outcome.ruleIDs == rules)
    #expect(
      outcome.results.map(\.task?.state) == [.queued(.init(total: number, completed: 0))])
  }

  @Test(
    "text is what is left",
    arguments: [
      ("a<!-- x -->b", "ab"), ("a<![CDATA[<b>&amp;]]>c", "a<b>&amp;c"), ("a<?p q?>b", "ab"),
      ("&lt;&gt;&amp;&apos;&quot;", "<>&'\""), ("&#65;&#x42;&#x1F600;", "AB😀"),
      ("a\r\nb\rc&#13;d", "a\nb\nc\rd"), (" \n a ", " \n a "), ("", ""), ("<![CDATA[]]>", ""),
      ("ünï😀\u{A0}", "ünï😀\u{A0}"), ("a]]b]", "a]]b]"),
    ])
  func text(_ markup: String, _ text: String) {
    for cut in [Cut.whole, .every(1), .every(3)] {
      let packet = response(
        "<result><status>error</status><errcode>1013</errcode><errtext>\(markup)</errtext><filter-id>\(markup)</filter-id></result>"
      )
      let outcome = Outcome(of: packet, cut: cut)
      #expect(outcome.findings == [])
      #expect(outcome.results.map(\.errtext) == [text])
      #expect(outcome.results.map(\.filterID) == [text])
    }
  }

  @Test(
    "numbers are assembled from pieces",
    arguments: [
      "1<!-- x -->8", "<![CDATA[18]]>", "1<?p?>8", "&#49;8", "<![CDATA[1]]>&#x38;", "&#32;18&#10;",
    ])
  func numberInPieces(_ markup: String) {
    let outcome = Outcome(
      of: response(
        result(id: markup, taskState: "<finished><package-id>\(markup)</package-id></finished>")))
    #expect(outcome.findings == [])
    #expect(outcome.results.map(\.id) == [18])
    #expect(outcome.results.map(\.task?.state) == [.finished(package: 18)])
  }

  @Test(
    "the reason of a failed task is its text and that of its descendants",
    arguments: [
      ("Cannot download", "Cannot download", []), ("", "", ["task/error-blank"]),
      (" \n", " \n", ["task/error-blank"]), ("\u{A0}", "\u{A0}", []),
      ("a<b>c<i>d</i></b>e", "acde", ["task/error-markup"]),
      ("<b/>", "", ["task/error-markup", "task/error-blank"]),
      ("<![CDATA[<b/>]]>", "<b/>", []),
    ] as [(String, String, [String])])
  func reason(_ markup: String, _ text: String, _ rules: [String]) {
    let outcome = Outcome(of: response(failedResult(reason: markup)))
    #expect(outcome.results.map(\.task?.state) == [.failed(reason: text)])
    #expect(outcome.ruleIDs == rules)
  }

  @Test func outcomeOfAQueryIsApartFromTheTasks() {
    let failed = DownloadResult(status: .error, errcode: 1013, errtext: "x")
    #expect(failed.outcome == .failure(code: 1013, text: "x"))
    #expect(DownloadResult(status: .ok).outcome == .success)
    #expect(DownloadResult(errcode: 1013).outcome == nil)
  }
}
