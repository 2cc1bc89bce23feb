import TestSupport

/// Siblings of operations and their results, and how paths and indices continue.
extension LaneTrap {
  private static let three = canonical(1...3)
  private static let operation = "<get-download-status>\(canonical(1...3))</get-download-status>"
  private static let unexpected = "schema/unexpected-element"

  private static func operations(_ content: String) -> String {
    "<packet><aps>\(content)</aps></packet>"
  }

  /// An operation that ends in an unknown element.
  private static let endsOdd =
    "<get-download-status>\(canonical(4...6))<result><odd/></result></get-download-status>"
  private static let oddRules = ["schema/unexpected-element", "schema/missing-element"]

  private static let inOperations: [LaneTrap] = [
    odd("a skipped element", "<odd/>", delivered: 0, unexpected),
    odd("a skipped element with content", "<odd><b>x</b></odd>", delivered: 0, unexpected),
    odd(
      "skipped elements all around", "<odd/>\(three)<odd/>\(three)<odd/>", delivered: 6, unexpected,
      unexpected, unexpected),
    odd("a comment", "<!-- -->", delivered: 0),
    odd("a processing instruction", "<?p?>", delivered: 0),
    odd("a whitespace reference", "&#9;", delivered: 0),
    odd("whitespace CDATA", "<![CDATA[\n]]>", delivered: 0),
    odd("whitespace of many kinds", " \t\r\n\r\r\n\n", delivered: 0),
    odd("much whitespace", String(repeating: " \n", count: 300), delivered: 0),
    odd("an element of results", "<task/>", delivered: 0, unexpected),
    odd("an empty result", "<result/>", "schema/missing-element"),
    LaneTrap(
      "a skipped element first", response("<odd/>" + three), results: 3, unexpected),
    LaneTrap("a comment first", response("<!-- -->" + three), results: 3),
    LaneTrap("text first", response("x" + three), results: 3, "schema/unexpected-text"),
    LaneTrap("whitespace first", response(" \n" + three), results: 3),
    LaneTrap(
      "whitespace in the operation's tags",
      response(three).replacing("-status>", with: "-status \n>"),
      results: 3),
  ]

  private static let nextToOperations: [LaneTrap] = [
    LaneTrap("two operations", operations(operation + operation), results: 6),
    LaneTrap(
      "two aps", "<packet><aps>\(operation)</aps><aps>\(operation)</aps></packet>", results: 6),
    LaneTrap(
      "the path in a second operation", operations(operation + endsOdd), results: 7,
      oddRules[0], oddRules[1]
    ).at("<odd/>", "/packet/aps[1]/get-download-status[2]/result[4]/odd"),
    LaneTrap(
      "the path in a second aps",
      "<packet><aps>\(operation)</aps><aps>\(endsOdd)</aps></packet>", results: 7,
      oddRules[0], oddRules[1]
    ).at("<odd/>", "/packet/aps[2]/get-download-status[1]/result[4]/odd"),
    LaneTrap(
      "the path in a fourth operation, after others",
      operations("\(operation)<install/>\(operation)<install/>\(operation)\(endsOdd)"), results: 13,
      "packet/unmodelled", "packet/unmodelled", oddRules[0], oddRules[1]
    ).at("<install/>", "/packet/aps[1]/install[1]"),
    LaneTrap(
      "an operation without results between",
      operations("\(operation)<get-download-status/>\(operation)"),
      results: 6, "schema/missing-element"
    ).at("<get-download-status/>", "/packet/aps[1]/get-download-status[2]"),
    LaneTrap(
      "an operation without results first",
      operations("<get-download-status></get-download-status>\(operation)"),
      results: 3, "schema/missing-element"),
    LaneTrap(
      "an unmodelled operation between",
      operations("\(operation)<install><a/></install>\(operation)"),
      results: 6, "packet/unmodelled"
    ).at("<install>", "/packet/aps[1]/install[1]"),
    LaneTrap(
      "an unknown operation between", operations("\(operation)<odd>\(operation)</odd>\(operation)"),
      results: 6,
      unexpected
    ).at("<odd>", "/packet/aps[1]/odd"),
    LaneTrap(
      "text between operations", operations("\(operation)x\(operation)"), results: 6,
      "schema/unexpected-text"
    ).at("<aps>", "/packet/aps[1]"),
    LaneTrap(
      "another operator between",
      "<packet><aps>\(operation)</aps><dns>\(operation)</dns><aps>\(operation)</aps></packet>",
      results: 6, "packet/unmodelled"
    ).at("<dns>", "/packet/dns[1]"),
    LaneTrap(
      "output after",
      "<packet><aps>\(operation)</aps><output>\(three.replacing("<", with: "&lt;"))</output></packet>",
      results: 3, "packet/output"
    ).at("<output>", "/packet/output"),
    LaneTrap(
      "whitespace output after", "<packet><aps>\(operation)</aps><output> </output></packet>",
      results: 3),
    LaneTrap(
      "output before", "<packet><output>x</output><aps>\(operation)</aps></packet>", results: 3,
      "packet/output", unexpected
    ),
    LaneTrap(
      "system after",
      "<packet><aps>\(operation)</aps><system><status>error</status><errcode>1</errcode></system></packet>",
      results: 3, unexpected
    ).at("<system>", "/packet/system"),
    LaneTrap(
      "a late finding of aps' start", "<packet><aps a=''>\(operation)</aps></packet>", results: 3,
      "schema/unexpected-attribute"
    ).at("<aps", "/packet/aps[1]"),
  ]

  /// Many results before an odd thing, across the pieces in which files are read.
  private static let many = canonical(1...900)
  private static let afterMany: [LaneTrap] = [
    LaneTrap("900 results", response(many), results: 900),
    LaneTrap(
      "an odd one after 900 results", response(many + "<result><odd/></result>" + three),
      results: 904,
      oddRules[0], oddRules[1]
    ).at("<odd/>", "/packet/aps[1]/get-download-status[1]/result[901]/odd"),
    LaneTrap(
      "a mistake after 900 results", response(many + "<result><status>ok</stat>"), results: 900,
      "xml/not-well-formed"
    ).at("stat>", "/packet/aps[1]/get-download-status[1]/result[901]/status"),
    LaneTrap(
      "a wrong number after 900 results",
      response(many + finishedResult(id: 7, package: 0) + three),
      results: 904, "schema/value"
    ).at(
      "<package-id>0<", "/packet/aps[1]/get-download-status[1]/result[901]/task/finished/package-id"
    ),
    LaneTrap(
      "a second operation after 900 results",
      operations("<get-download-status>\(many)</get-download-status>\(endsOdd)"), results: 904,
      oddRules[0], oddRules[1]
    ).at("<odd/>", "/packet/aps[1]/get-download-status[2]/result[4]/odd"),
    LaneTrap(
      "a comment full of ends of results among many",
      response(many + "<!--\(String(repeating: "</result>", count: 9000))-->" + three + "<odd/>"),
      results: 903,
      unexpected
    ).at("<odd/>", "/packet/aps[1]/get-download-status[1]/odd"),
    LaneTrap(
      "a long text among many",
      response(many + failedQuery(String(repeating: "é\n", count: 40_000)) + three + "<odd/>"),
      results: 904, unexpected
    ).at("<odd/>", "/packet/aps[1]/get-download-status[1]/odd"),
  ]

  static let neighbours: [LaneTrap] = inOperations + nextToOperations + afterMany
}
