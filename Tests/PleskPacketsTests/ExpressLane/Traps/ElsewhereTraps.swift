import PleskPackets
import TestSupport

/// Places where the markup of canonical results is not a result, or belongs to something else.
extension LaneTrap {
  private static let three = canonical(1...3)
  private static let operation = "<get-download-status>\(canonical(6...8))</get-download-status>"

  static let elsewhere: [LaneTrap] = [
    // Below finished/error anything is allowed, and its text is the reason.
    LaneTrap.odd(
      "an operation under error", failedResult(reason: "x\(operation)"), "task/error-markup"),
    LaneTrap.odd("results under error", failedResult(reason: three), "task/error-markup"),
    LaneTrap(
      "a packet under error", among(failedResult(reason: "a" + response("<result>b</result>"))),
      results: 6, "task/error-markup"
    ).with(texts: ["Cannot download package from catalog", "ab"]),
    // Skipped elements are skipped with all their content.
    LaneTrap.odd(
      "results in an unknown element", "<odd>\(three)</odd>", delivered: 0,
      "schema/unexpected-element"),
    LaneTrap.odd(
      "an operation in an unknown element", "<odd>\(operation)</odd>", delivered: 0,
      "schema/unexpected-element"),
    LaneTrap.odd(
      "an operation in an operation", operation, delivered: 0, "schema/unexpected-element"),
    LaneTrap.odd(
      "results in a result",
      "<result><status>error</status><errcode>1013</errcode><errtext/><filter-id/>\(three)</result>",
      "schema/unexpected-element", "schema/unexpected-element", "schema/unexpected-element"),
    LaneTrap.odd(
      "results after a result's task",
      finishedResult(id: 9, package: 9).replacing("</result>", with: "\(three)</result>"),
      "schema/unexpected-element", "schema/unexpected-element", "schema/unexpected-element"),
    LaneTrap.odd(
      "results before a result's status", "<result>\(three)<status>ok</status></result>",
      "schema/unexpected-element", "schema/unexpected-element", "schema/unexpected-element"),
    LaneTrap.odd(
      "a result in a repeated task",
      finishedResult(id: 9, package: 9).replacing(
        "</result>", with: "<task>\(three)</task></result>"),
      "schema/unexpected-element"),
    LaneTrap.odd(
      "a result in a text", failedQuery("x\(canonical(6...6))"), "schema/unexpected-element"),
    LaneTrap.odd(
      "a result in a number",
      finishedResult(id: 9, package: 9).replacing(
        "<package-id>9", with: "<package-id>\(canonical(6...6))9"), "schema/unexpected-element"),
    LaneTrap.odd(
      "a result's end in a second alternative",
      finishedResult(id: 9, package: 9).replacing(
        "</task>", with: "<in-progress>\(canonical(6...6))</in-progress></task>"),
      "schema/unexpected-element"),
    LaneTrap(
      "an operation in an unmodelled operator", "<packet><dns>\(operation)</dns></packet>",
      results: 0, "packet/unmodelled"),
    LaneTrap(
      "aps in an unmodelled operator",
      "<packet><dns><aps>\(operation)</aps></dns><aps>\(operation)</aps></packet>", results: 3,
      "packet/unmodelled"),
    LaneTrap(
      "an operation in an unmodelled operation",
      "<packet><aps><install>\(operation)</install>\(operation)</aps></packet>", results: 3,
      "packet/unmodelled"),
    LaneTrap(
      "an operation in an unknown element of aps",
      "<packet><aps><odd>\(operation)</odd>\(operation)</aps></packet>", results: 3,
      "schema/unexpected-element"),
    LaneTrap(
      "aps in an unknown element of the packet",
      "<packet><odd><aps>\(operation)</aps></odd><aps>\(operation)</aps></packet>", results: 3,
      "schema/unexpected-element"),
    LaneTrap(
      "an operation in the packet", "<packet>\(operation)<aps>\(operation)</aps></packet>",
      results: 3, "schema/unexpected-element"),
    LaneTrap(
      "results in aps", "<packet><aps>\(three)\(operation)\(three)</aps></packet>", results: 3,
      "schema/unexpected-element", "schema/unexpected-element", "schema/unexpected-element",
      "schema/unexpected-element", "schema/unexpected-element", "schema/unexpected-element"),
    LaneTrap(
      "an operation in output",
      "<packet><aps>\(operation)</aps><output>\(operation)</output></packet>", results: 3,
      "schema/unexpected-element"),
    LaneTrap(
      "an operation in system",
      "<packet><system><status>error</status><errcode>1001</errcode>\(operation)</system></packet>",
      results: 0, "schema/unexpected-element"),
    LaneTrap(
      "aps next to system",
      "<packet><system><status>error</status><errcode>1001</errcode></system><aps>\(operation)</aps></packet>",
      results: 0, "schema/unexpected-element"),
    LaneTrap(
      "an operation of a setting's value",
      "<packet><request-settings><setting><name>a</name><value>\(operation)</value></setting></request-settings>"
        + "<aps><get-download-status><filter/></get-download-status></aps></packet>", results: 0),
    LaneTrap(
      "an operation of another name",
      "<packet><aps><get-download-statusx>\(three)</get-download-statusx></aps></packet>",
      results: 0, "schema/unexpected-element", "schema/missing-element"),
    LaneTrap(
      "a packet of another name", "<packets><aps>\(operation)</aps></packets>", results: 0,
      "schema/root"),
    // Comments, processing instructions and CDATA contain no markup.
    LaneTrap.odd("results in a comment", "<!--\(three)-->", delivered: 0),
    LaneTrap.odd("ends of results in a comment", "<!--\(manyEnds)-->", delivered: 0),
    LaneTrap.odd(
      "results in a comment of a result",
      finishedResult(id: 9, package: 9).replacing("<id>", with: "<!--\(three)--><id>")),
    LaneTrap.odd(
      "results in a comment of a number",
      finishedResult(id: 9, package: 9).replacing(
        "</package-id>", with: "<!--\(three)--></package-id>")),
    LaneTrap(
      "results in a comment of a text", among(failedQuery("a<!--\(three)-->b")), results: 6
    ).with(texts: ["Cannot download package from catalog", "ab"]),
    LaneTrap.odd("results in a processing instruction", "<?p \(three)?>", delivered: 0),
    LaneTrap.odd("ends of results in a processing instruction", "<?p \(manyEnds)?>", delivered: 0),
    LaneTrap.odd(
      "results in CDATA", "<![CDATA[\(three)]]>", delivered: 0, "schema/unexpected-text"),
    LaneTrap.odd(
      "ends of results in CDATA", "<![CDATA[\(manyEnds)]]>", delivered: 0, "schema/unexpected-text"),
    LaneTrap(
      "results in CDATA of a text", among(failedQuery("<![CDATA[\(three)]]>")), results: 6
    ).with(texts: ["Cannot download package from catalog", three]),
    LaneTrap(
      "ends of results in CDATA of a text", among(failedResult(reason: "<![CDATA[\(manyEnds)]]>")),
      results: 6
    ).with(texts: ["Cannot download package from catalog", manyEnds]),
    LaneTrap.fatal(
      "the end of a result in an attribute", "<result a='</result>'><status>ok</status></result>",
      "xml/not-well-formed"),
    LaneTrap.odd(
      "the end of a result in an attribute, as a reference",
      finishedResult(id: 9, package: 9).replacing("<result>", with: "<result a='&lt;/result>'>"),
      "schema/unexpected-attribute"),
    LaneTrap.odd(
      "> in an attribute",
      finishedResult(id: 9, package: 9).replacing(
        "<result>", with: "<result a='>' b=\">/result>\">"),
      "schema/unexpected-attribute"),
    LaneTrap.odd(
      "an operation in a comment", "<!--</get-download-status>\(operation)-->", delivered: 0),
    LaneTrap(
      "an operation in a comment before the first",
      "<packet><aps><!--<get-download-status>\(three)--><get-download-status>\(three)</get-download-status></aps></packet>",
      results: 3),
    LaneTrap(
      "an operation in CDATA of aps",
      "<packet><aps><![CDATA[<get-download-status>\(three)]]>\(operation)</aps></packet>",
      results: 3, "schema/unexpected-text"),
    LaneTrap(
      "a packet in a comment of the prolog",
      "<!--\(response(three))-->\(response(three))", results: 3),
    LaneTrap(
      "a packet in a comment after the packet",
      "\(response(three))<!--\(response(three))-->", results: 3),
  ]

  private static let manyEnds = String(repeating: "</result>", count: 30)
}
