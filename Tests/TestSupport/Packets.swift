/// A response with one get-download-status operation that contains this.
package func response(_ results: String) -> String {
  "<packet><aps><get-download-status>\(results)</get-download-status></aps></packet>"
}

/// A request with one get-download-status operation that contains this.
package func request(_ filter: String) -> String { response(filter) }

/// A result of a successful query, with this in its task after the id.
package func result(id: String = "18", taskState: String) -> String {
  """
  <result><status>ok</status><filter-id>\(id)</filter-id><id>\(id)</id>\
  <task><id>\(id)</id>\(taskState)</task></result>
  """
}

/// A result that breaks no rule.
package func finishedResult(id: Int, package: Int) -> String {
  result(
    id: String(id), taskState: "<finished><package-id>\(package)</package-id></finished>")
}

/// A result whose task failed for this reason, given as markup.
package func failedResult(reason: String) -> String {
  result(taskState: "<finished><error>\(reason)</error></finished>")
}
