/// Small packets for tests of reports.
package enum Packets {
  /// A response with these results, one per line.
  package static func response(_ results: String...) -> String { response(results) }

  package static func response(_ results: [String]) -> String {
    responseStart + results.map { $0 + "\n" }.joined() + responseEnd
  }

  /// The text before the first result and after the last one.
  package static let responseStart = "<packet>\n<aps>\n<get-download-status>\n"
  package static let responseEnd = "</get-download-status>\n</aps>\n</packet>\n"

  /// A task that is finished: no finding.
  package static func finished(_ id: Int = 18) -> String {
    finishedResult(id: id, package: 13)
  }

  /// A failed query that lacks its errtext: `result/errtext-missing`, a warning.
  package static func failedWithoutText(_ id: Int = 19) -> String {
    """
    <result><status>error</status><errcode>1013</errcode><filter-id>\(id)</filter-id></result>
    """
  }

  /// A failed query that lacks its errcode: `result/errcode-required`, an error.
  package static func failedWithoutCode(_ id: Int = 20) -> String {
    """
    <result><status>error</status><errtext>gone</errtext><filter-id>\(id)</filter-id></result>
    """
  }

  /// Nothing is being downloaded: `result/no-transaction`, an info.
  package static let noTransaction = "<result><status>ok</status></result>"

  package static let valid = response(finished())
  package static let warned = response(finished(), failedWithoutText())
  package static let invalid = response(finished(), failedWithoutCode())

  /// A request for these tasks, for all of them if there are none.
  package static func request(_ tasks: Int...) -> String {
    let ids = tasks.map { "<task-id>\($0)</task-id>" }.joined()
    return """
      <packet><aps><get-download-status><filter>\(ids)</filter></get-download-status></aps></packet>

      """
  }
}
