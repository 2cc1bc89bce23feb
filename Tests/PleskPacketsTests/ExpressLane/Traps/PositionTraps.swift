import TestSupport

/// Findings and errors after taken results: lines, columns and offsets keep counting.
extension LaneTrap {
  private static let texts = [
    "plain", "é", "€", "😀", "aé€😀z", "line\nline", "line\n", "\n\n\n", "é\né", "€\n😀", "tab\t",
    "line\r\nline", "line\rline", "\r", "\r\n", "\r\r\n", "é\r€",
  ]

  private static let oddity = "<odd/>"
  private static let path = "/packet/aps[1]/get-download-status[1]/odd"

  /// Results with this text before and after the odd element.
  private static func around(_ text: String, gap: String) -> String {
    let results = [
      // A reason of whitespace would break its own rule.
      CanonicalResult(id: 1, state: .failed(reason: text + "!")),
      CanonicalResult(id: 2, state: .failedQuery(code: 1013, text: text)),
      CanonicalResult(id: 3, state: .downloading(completed: 1, total: 2, current: text)),
    ]
    let markup = Layout.oneLine.text(results)
    return markup + gap + oddity + gap + markup + gap
  }

  private static let gaps = [
    ("right after them", ""), ("after a space", " "), ("on the next line", "\n"),
    ("after CRLF", "\r\n"), ("after CR", "\r"), ("indented", "\n\t  "), ("after CR CR", "\r\r"),
    ("after LF CR", "\n\r"),
  ]

  /// An unknown element at all kinds of places after all kinds of texts.
  private static let unknown: [LaneTrap] = texts.flatMap { text in
    gaps.map { name, gap in
      LaneTrap(
        "\(text.debugDescription) and an element \(name)", response(around(text, gap: gap)),
        results: 6, "schema/unexpected-element"
      ).at(oddity, path)
    }
  }

  /// In every layout, with the finding after the last result.
  private static let layouts: [LaneTrap] = Layout.all.flatMap { layout in
    [("", 0), ("\u{FEFF}", 1)].map { mark, _ in
      let results = CanonicalResult.list(1..<8)
      let packet = layout.response(results).replacing(
        "</get-download-status>", with: "<odd/></get-download-status>")
      return LaneTrap(
        "after results \(layout)\(mark.isEmpty ? "" : ", with a mark")", mark + packet,
        results: 7, "schema/unexpected-element"
      ).at(oddity, path)
    }
  }

  /// Other kinds of findings, on the line of taken results.
  private static let wide = CanonicalResult(id: 7, state: .failed(reason: "é€😀\né€😀"))
  private static let wideText = Layout.oneLine.text([wide, wide, wide])
  private static let operation = "/packet/aps[1]/get-download-status[1]"

  private static let kinds: [LaneTrap] = [
    LaneTrap(
      "a result's finding after taken ones",
      response(
        wideText + "<result><status>error</status><filter-id/><errtext/></result>" + wideText),
      results: 7, "schema/unexpected-element", "result/errcode-required"
    ).at("<errtext/>", "\(operation)/result[4]/errtext"),
    LaneTrap(
      "a rule about a result", response(wideText + failedQuery("").replacing("1013", with: "0")),
      results: 4, "result/errcode-zero"
    ).at("<result><status>error", "\(operation)/result[4]"),
    LaneTrap(
      "a rule about a task",
      response(
        wideText + finishedResult(id: 9, package: 1).replacing("<task><id>9", with: "<task><id>8")),
      results: 4, "task/id-mismatch"
    ).at("<task><id>8", "\(operation)/result[4]/task"),
    LaneTrap(
      "a wrong value",
      response(wideText + finishedResult(id: 9, package: 0)), results: 4, "schema/value"
    ).at("<package-id>0", "\(operation)/result[4]/task/finished/package-id"),
    LaneTrap(
      "text between results is placed at the operation", response(wideText + "x" + wideText),
      results: 6, "schema/unexpected-text"
    ).at("<get-download-status>", operation),
    LaneTrap(
      "a second operation on the line of the first",
      "<packet><aps><get-download-status>\(wideText)</get-download-status><odd/></aps></packet>",
      results: 3, "schema/unexpected-element"
    ).at("<odd/>", "/packet/aps[1]/odd"),
    LaneTrap(
      "an operator after the results",
      "<packet><aps><get-download-status>\(wideText)</get-download-status></aps><dns/></packet>",
      results: 3, "packet/unmodelled"
    ).at("<dns/>", "/packet/dns[1]"),
    LaneTrap(
      "a result that is not well-formed", response(wideText + "<result><status>ok</stat>"),
      results: 3, "xml/not-well-formed"
    ).at("stat>", "\(operation)/result[4]/status"),
    LaneTrap(
      "the end of the input", "<packet><aps><get-download-status>\(wideText)END".dropLast(3) + "",
      results: 3, "xml/truncated"),
    LaneTrap(
      "a bad byte after taken results",
      bytes: Array("<packet><aps><get-download-status>\(wideText)".utf8) + [0xFF], results: 3,
      ["xml/encoding"]),
    LaneTrap(
      "a result without its end after taken ones", response(wideText + "<result>"), results: 3,
      "xml/not-well-formed"),
  ]

  /// The finding at line ends that taken results share with what Expat reads.
  private static let splitLineEnds: [LaneTrap] = [
    LaneTrap(
      "CR before an odd element and LF after it",
      response(canonical(1...2) + "\r<odd/>\n" + canonical(3...4)), results: 4,
      "schema/unexpected-element"
    ).at("<odd/>", path),
    LaneTrap(
      "CR after a result and LF before the next",
      response(canonical(1...2) + "\r" + "\n" + canonical(3...4) + "\r\n<odd/>"), results: 4,
      "schema/unexpected-element"
    ).at("<odd/>", path),
    LaneTrap(
      "CR, an odd element, CR LF",
      response(canonical(1...2) + "\r<odd/>\r\n" + canonical(3...4) + "<b/>"),
      results: 4, "schema/unexpected-element", "schema/unexpected-element"
    ).at("<odd/>", path),
    LaneTrap(
      "two findings on one line, results between",
      response(canonical(1...1) + "<odd/>" + wideText + "<odd2/>" + wideText + "<odd3/>"),
      results: 7,
      "schema/unexpected-element", "schema/unexpected-element", "schema/unexpected-element"
    ).at("<odd/>", path),
  ]

  static let positions: [LaneTrap] = unknown + layouts + kinds + splitLineEnds
}
