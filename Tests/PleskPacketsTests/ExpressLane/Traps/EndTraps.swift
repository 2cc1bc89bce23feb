import TestSupport

/// How packets end, well or not, after taken results.
extension LaneTrap {
  private static let plain = response(canonical(1...3))
  private static let broken = "xml/not-well-formed"

  private static let afterTheRoot: [LaneTrap] = [
    LaneTrap("whitespace after the packet", plain + " \r\n\t", results: 3),
    LaneTrap("a comment after the packet", plain + "<!-- </result> -->", results: 3),
    LaneTrap("a processing instruction after the packet", plain + "<?p?>", results: 3),
    LaneTrap("a second packet", plain + plain, results: 3, broken),
    LaneTrap("a second packet on another line", plain + "\n" + plain, results: 3, broken),
    LaneTrap("results after the packet", plain + canonical(4...6), results: 3, broken),
    LaneTrap("text after the packet", plain + "x", results: 3, broken),
    LaneTrap("the end of a result after the packet", plain + "</result>", results: 3, broken),
    LaneTrap("the end of the packet twice", plain + "</packet>", results: 3, broken),
    LaneTrap("a NUL after the packet", plain + "\0", results: 3, broken),
    LaneTrap(
      "a declaration after the packet", plain + "<?xml version='1.0'?>", results: 3, broken),
    LaneTrap("a DOCTYPE after the packet", plain + "<!DOCTYPE packet>", results: 3, broken),
    LaneTrap(
      "a bad byte after the packet", bytes: Array(plain.utf8) + [0xC3], results: 3,
      ["xml/encoding"]),
  ]

  private static let start = "<packet><aps><get-download-status>\(canonical(1...3))"

  private static let unbalanced: [LaneTrap] = [
    LaneTrap("no end of the operation", start + "</aps></packet>", results: 3, broken),
    LaneTrap("no end of aps", start + "</get-download-status></packet>", results: 3, broken),
    LaneTrap(
      "no end of the packet", start + "</get-download-status></aps>", results: 3, "xml/truncated"),
    LaneTrap(
      "an end of a result too many", start + "</result>\(canonical(4...5))", results: 3, broken),
    LaneTrap("an end of a task too many", start + "</task>\(canonical(4...5))", results: 3, broken),
    LaneTrap("an end of the packet too early", start + "</packet>", results: 3, broken),
    LaneTrap("an open comment", start + "<!--\(canonical(4...5))", results: 3, "xml/truncated"),
    LaneTrap(
      "open CDATA", start + "<![CDATA[\(canonical(4...5))", results: 3,
      "schema/unexpected-text", "xml/truncated"),
    LaneTrap(
      "an open processing instruction", start + "<?p \(canonical(4...5))", results: 3,
      "xml/truncated"),
    LaneTrap("an open attribute", start + "<result a='", results: 3, "xml/truncated"),
    LaneTrap("an open reference", start + "&am", results: 3, "xml/truncated"),
    LaneTrap("an open result", start + "<result>", results: 3, "xml/truncated"),
    LaneTrap(
      "an open result with a finding",
      start + "<result><status>error</status><errcode>0</errcode>", results: 3,
      "result/errcode-zero",
      "xml/truncated"),
    LaneTrap(
      "an open result with ids that differ",
      start + "<result><status>ok</status><filter-id>1</filter-id><id>2</id>", results: 3,
      "result/id-mismatch", "xml/truncated"),
    LaneTrap(
      "an open result with a task of a failed query",
      start + "<result><status>error</status><task>", results: 3, "result/task-on-error",
      "xml/truncated"),
    LaneTrap(
      "an open result with too many bytes",
      start
        + result(taskState: "<in-progress><total>1</total><completed>2</completed>").dropLast(16),
      results: 3, "progress/completed-exceeds-total", "xml/truncated"),
  ]

  private static let inside: [LaneTrap] = [
    fatal("a DOCTYPE among the results", "<!DOCTYPE packet>", broken),
    fatal("an undefined entity among the results", "&x;", broken),
    fatal("an end tag of an operation inside a result", "<result></get-download-status>", broken),
    fatal(
      "an end tag of a result inside its task", "<result><status>ok</status><task></result>", broken
    ),
    fatal("a comment with two hyphens", "<!-- </result> -- -->", broken),
    fatal("a comment of a result with two hyphens", "<result><!-- -- --></result>", broken),
    fatal("< among the results", "<", broken), fatal("& among the results", "&", broken),
    fatal("<! among the results", "<!", broken),
    LaneTrap(
      "a DOCTYPE before the packet", "<!DOCTYPE packet>\(plain)", results: 0, "xml/doctype"),
    LaneTrap(
      "a space before the declaration", " <?xml version='1.0'?>\(plain)", results: 0, broken),
    LaneTrap("XML 1.1", "<?xml version='1.1'?>\(plain)", results: 3),
    LaneTrap("standalone", "<?xml version='1.0' standalone='yes'?>\(plain)", results: 3),
    LaneTrap("a web page", "<html>\(plain)</html>", results: 0, "schema/root"),
    LaneTrap("nothing", "", results: 0, "xml/empty"),
    LaneTrap("whitespace", " \n ", results: 0, "xml/empty"),
    LaneTrap("results without a packet", canonical(1...3), results: 0, "schema/root"),
  ]

  static let ends: [LaneTrap] = afterTheRoot + unbalanced + inside
}
