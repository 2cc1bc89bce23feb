import TestSupport

/// Status ok and nothing else: whether, how and when it is reported depends on its neighbours.
extension LaneTrap {
  private static let plain = "<result><status>ok</status></result>"
  private static let misplaced = "result/no-transaction-misplaced"
  private static let path = "/packet/aps[1]/get-download-status[1]"

  private static func operation(_ results: String) -> String {
    "<get-download-status>\(results)</get-download-status>"
  }

  static let bare: [LaneTrap] = [
    LaneTrap("alone", response(plain), results: 1, "result/no-transaction")
      .at("<result>", "\(path)/result[1]"),
    LaneTrap("before canonical results", response(plain + canonical(1...4)), results: 5, misplaced)
      .at("<result>", "\(path)/result[1]"),
    LaneTrap("after canonical results", response(canonical(1...4) + plain), results: 5, misplaced)
      .at(plain, "\(path)/result[5]"),
    LaneTrap(
      "after one canonical result", response(canonical(1...1) + plain), results: 2, misplaced
    )
    .at(plain, "\(path)/result[2]"),
    .odd("between canonical results", plain, misplaced).at(plain, "\(path)/result[4]"),
    .odd("two in a row", plain + plain, delivered: 2, misplaced, misplaced),
    LaneTrap(
      "two before canonical results", response(plain + plain + canonical(1...3)), results: 5,
      misplaced, misplaced),
    LaneTrap(
      "first, between and last",
      response(plain + canonical(1...2) + plain + canonical(3...4) + plain),
      results: 7, misplaced, misplaced, misplaced),
    LaneTrap(
      "in a second operation, alone",
      "<packet><aps>\(operation(canonical(1...3)))\(operation(plain))</aps></packet>", results: 4,
      "result/no-transaction"
    ).at(plain, "/packet/aps[1]/get-download-status[2]/result[1]"),
    LaneTrap(
      "alone, before a second operation",
      "<packet><aps>\(operation(plain))\(operation(canonical(1...3)))</aps></packet>", results: 4,
      "result/no-transaction"
    ).at(plain, "\(path)/result[1]"),
    LaneTrap(
      "in a second operation, before canonical results",
      "<packet><aps>\(operation(canonical(1...3)))\(operation(plain + canonical(1...3)))</aps></packet>",
      results: 7, misplaced
    ).at(plain, "/packet/aps[1]/get-download-status[2]/result[1]"),
    LaneTrap(
      "in a second operation, after canonical results",
      "<packet><aps>\(operation(canonical(1...3)))\(operation(canonical(1...3) + plain))</aps></packet>",
      results: 7, misplaced
    ).at(plain, "/packet/aps[1]/get-download-status[2]/result[4]"),
    LaneTrap(
      "in a second aps",
      "<packet><aps>\(operation(plain))</aps><aps>\(operation(plain + canonical(1...1)))</aps></packet>",
      results: 3, "result/no-transaction", misplaced),
    LaneTrap(
      "before an odd result", response(plain + "<result/>" + canonical(1...2)), results: 4,
      misplaced, "schema/missing-element"),
    LaneTrap(
      "before a skipped element", response(plain + "<odd/>" + canonical(1...2)), results: 3,
      "schema/unexpected-element", misplaced),
    LaneTrap(
      "before a skipped element alone", response(plain + "<odd/>"), results: 1,
      "schema/unexpected-element", "result/no-transaction"),
    LaneTrap(
      "before a result that never ends", "<packet><aps><get-download-status>\(plain)<result>",
      results: 1, misplaced, "xml/truncated"),
    LaneTrap(
      "before a result that never begins", "<packet><aps><get-download-status>\(plain)<result",
      results: 1, "xml/truncated"),
    LaneTrap(
      "alone in an operation that never ends", "<packet><aps><get-download-status>\(plain)",
      results: 1, "xml/truncated"),
    LaneTrap(
      "after canonical results of an operation that never ends",
      "<packet><aps><get-download-status>\(canonical(1...3))\(plain)", results: 4, misplaced,
      "xml/truncated"),
    .odd("with whitespace", "<result>\n  <status>ok</status>\n</result>", misplaced),
    .odd("with a comment", "<result><status>ok</status><!-- id --></result>", misplaced),
    .odd("with a comment in its value", "<result><status>o<!-- -->k</status></result>", misplaced),
    .odd("with a reference", "<result><status>o&#107;</status></result>", misplaced),
    .odd("with CDATA", "<result><status><![CDATA[ok]]></status></result>", misplaced),
    .odd(
      "with an attribute", "<result a=''><status>ok</status></result>",
      "schema/unexpected-attribute", misplaced),
    .odd(
      "with an unknown element", "<result><status>ok</status><odd/></result>",
      "schema/unexpected-element"),
    .odd(
      "with stray text", "<result><status>ok</status>x</result>", "schema/unexpected-text",
      misplaced),
    .odd(
      "with a filter-id", "<result><status>ok</status><filter-id>1</filter-id></result>",
      "result/task-missing"),
    .odd("with an id", "<result><status>ok</status><id>1</id></result>", "result/task-missing"),
    .odd(
      "with an empty filter-id", "<result><status>ok</status><filter-id/></result>",
      "result/task-missing"),
    .odd(
      "with an errtext", "<result><status>ok</status><errtext/></result>",
      "result/errcode-on-success"),
    .odd(
      "status error and nothing else", "<result><status>error</status></result>",
      "result/errcode-required", "result/errtext-missing", "result/filter-id-missing"),
  ]
}
