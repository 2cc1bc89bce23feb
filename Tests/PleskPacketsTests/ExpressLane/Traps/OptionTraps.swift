import PleskPackets
import TestSupport

/// Options apply to taken results too.
extension LaneTrap {
  private static func answering(_ ids: Int64...) -> PacketOptions {
    PacketOptions(request: DownloadStatusRequest(.tasks(ids)))
  }

  private static let everything = PacketOptions(request: DownloadStatusRequest(.all))
  private static let noDuplicates = PacketOptions(reportsDuplicateIDs: true)
  private static let unrequested = "exchange/unrequested-id"
  private static let unanswered = "exchange/unanswered-id"
  private static let duplicate = "result/duplicate-id"
  private static let bareOK = "<result><status>ok</status></result>"
  private static let operation = "<get-download-status>\(canonical(1...3))</get-download-status>"
  private static let path = "/packet/aps[1]/get-download-status[1]"

  static let optional: [LaneTrap] = requests + duplicates + kinds

  private static let requests: [LaneTrap] = [
    LaneTrap(
      "every task was requested", response(canonical(1...5)), results: 5, options: everything),
    LaneTrap(
      "all were requested and answered", response(canonical(1...5)), results: 5,
      options: answering(5, 4, 3, 2, 1)),
    LaneTrap(
      "one was not requested", response(canonical(1...5)), results: 5, unrequested,
      options: answering(1, 2, 4, 5)
    ).at("<result><status>ok</status><filter-id>3<", "\(path)/result[3]"),
    LaneTrap(
      "none was requested", response(canonical(1...3)), results: 3, unrequested, unrequested,
      unrequested, unanswered, options: answering(18)),
    LaneTrap(
      "some were not answered", response(canonical(1...3)), results: 3, unanswered,
      options: answering(1, 2, 3, 18, 19)
    ).at("<get-download-status>", path),
    LaneTrap(
      "some were not answered and the packet is cut short",
      "<packet><aps><get-download-status>\(canonical(1...3))", results: 3, "xml/truncated",
      options: answering(1, 2, 3, 18)),
    LaneTrap(
      "the second operation answers", "<packet><aps>\(operation)\(operation)</aps></packet>",
      results: 6, options: answering(1, 2, 3)),
    LaneTrap(
      "the operation that was not answered is the first",
      "<packet><aps>\(operation)</aps><aps>\(operation)</aps></packet>", results: 6, unanswered,
      options: answering(1, 2, 3, 4)
    ).at("<get-download-status>", path),
    LaneTrap(
      "a failed query of canonical shape was not requested", response(canonical(6...6)), results: 1,
      unrequested, unanswered, options: answering(7)),
    LaneTrap(
      "the ids in other spellings",
      response(
        result(id: "018", taskState: "<finished><package-id>1</package-id></finished>")
          + result(id: "+19", taskState: "<finished><package-id>1</package-id></finished>")
          + canonical(20...20)), results: 3, options: answering(18, 19, 20)),
    LaneTrap.odd("an odd result answers", failedQuery("&amp;"))
      .with(answering(1, 2, 3, 4, 5, 18)),
    LaneTrap.odd(
      "no errtext", failedQuery("").replacing("<errtext></errtext>", with: ""),
      "result/errtext-missing", "exchange/errtext-required"
    ).with(answering(1, 2, 3, 4, 5, 18)),
    LaneTrap.odd(
      "an empty answer", bareOK, "result/no-transaction-misplaced", "exchange/empty-answer"
    ).with(answering(1, 2, 3, 4, 5)),
    LaneTrap(
      "an empty answer to a request for everything", response(bareOK), results: 1,
      "result/no-transaction", options: everything),
    LaneTrap(
      "a filter-id that is not a number",
      response(canonical(1...2) + failedQuery("x").replacing(">18<", with: ">all<")), results: 3,
      options: answering(1, 2)),
  ]

  private static let duplicates: [LaneTrap] = [
    LaneTrap(
      "the same id in two canonical results",
      response(canonical(1...3) + canonical(2...2) + canonical(4...5)), results: 6, duplicate,
      options: noDuplicates
    ),
    LaneTrap(
      "the same id in all", response(canonical(1...1) + canonical(1...1) + canonical(1...1)),
      results: 3, duplicate, duplicate, options: noDuplicates),
    LaneTrap(
      "the same id, not checked", response(canonical(1...1) + canonical(1...1)), results: 2),
    LaneTrap(
      "the same id in two operations", "<packet><aps>\(operation)\(operation)</aps></packet>",
      results: 6, options: noDuplicates),
    LaneTrap.odd(
      "the id of a canonical result in an odd one",
      finishedResult(id: 2, package: 1).replacing("<id>2</id><task>", with: "<id>&#50;</id><task>"),
      duplicate
    ).with(noDuplicates),
    LaneTrap(
      "the id of an odd result in a canonical one",
      response(
        finishedResult(id: 2, package: 1).replacing(
          "<id>2</id><task>", with: "<id>02</id><!----><task>")
          + canonical(1...3)), results: 4, duplicate, options: noDuplicates),
    LaneTrap(
      "a task's id and a filter-id are not ids of results",
      response(canonical(6...6) + canonical(6...6)), results: 2, options: noDuplicates),
    LaneTrap(
      "both options",
      response(canonical(1...3) + canonical(2...2)), results: 4, duplicate, unanswered,
      options: PacketOptions(
        request: DownloadStatusRequest(.tasks([1, 2, 3, 4])), reportsDuplicateIDs: true)),
  ]

  private static let kinds: [LaneTrap] = [
    LaneTrap(
      "a response read as a request", response(canonical(1...3)), results: 0,
      "schema/unexpected-element", "schema/unexpected-element", "schema/unexpected-element",
      "schema/missing-element", options: PacketOptions(kind: .request)),
    LaneTrap(
      "a response read as a response", response(canonical(1...3)), results: 3,
      options: PacketOptions(kind: .response)),
    LaneTrap(
      "a filter before the results", response("<filter/>" + canonical(1...3)), results: 0,
      "schema/unexpected-element", "schema/unexpected-element", "schema/unexpected-element"),
    LaneTrap(
      "a filter among the results", among("<filter/>"), results: 5, "schema/unexpected-element"),
    LaneTrap(
      "a request's settings before the results",
      "<packet><request-settings><setting><name>a</name></setting></request-settings><aps>\(operation)</aps></packet>",
      results: 0, "schema/unexpected-element", "schema/unexpected-element",
      "schema/unexpected-element", "schema/missing-element"),
    LaneTrap(
      "an operation of a request after one of a response",
      "<packet><aps>\(operation)<get-download-status><filter/></get-download-status>\(operation)</aps></packet>",
      results: 6, "schema/unexpected-element", "schema/missing-element"),
    LaneTrap(
      "an operation of a response after one of a request",
      "<packet><aps><get-download-status><filter/></get-download-status>\(operation)</aps></packet>",
      results: 0, "schema/unexpected-element", "schema/unexpected-element",
      "schema/unexpected-element", "schema/missing-element"),
    LaneTrap(
      "upload determines the kind before the results",
      "<packet><upload/><aps>\(operation)</aps></packet>",
      results: 3, "packet/unmodelled"),
    LaneTrap(
      "results determine the kind before settings",
      "<packet><aps>\(operation)</aps><request-settings/><aps>\(operation)</aps></packet>",
      results: 6, "schema/unexpected-element"),
  ]
}
