import TestSupport

/// A result that breaks no rule, written as servers write it: known tags in order, digits, plain
/// text.
struct CanonicalResult: Hashable, Sendable {
  var id: Int
  var state: State

  enum State: Hashable, Sendable {
    case finished(package: Int)
    case failed(reason: String)
    case downloading(completed: Int, total: Int, current: String?)
    case queued(total: Int)
    /// The query failed, so there is no task.
    case failedQuery(code: Int, text: String)
  }

  /// All shapes, with texts that are plain ASCII.
  static let states: [State] = [
    .finished(package: 13), .failed(reason: "Cannot download package from catalog"),
    .downloading(completed: 2458, total: 3_584_225, current: nil),
    .downloading(completed: 0, total: 17, current: ""), .queued(total: 45_888_236),
    .queued(total: 0), .failedQuery(code: 1013, text: "Download task not found"),
  ]

  /// Results of all shapes in turn.
  static func list(_ ids: Range<Int>) -> [CanonicalResult] {
    ids.map { CanonicalResult(id: $0, state: states[$0 % states.count]) }
  }

  /// The markup without whitespace between, each part with its depth.
  var parts: [(depth: Int, markup: String)] {
    let ids = [(1, "<filter-id>\(id)</filter-id>"), (1, "<id>\(id)</id>")]
    let task = [(1, "<task>"), (2, "<id>\(id)</id>")]
    let body: [(Int, String)]
    switch state {
    case .finished(let package):
      body = finished("<package-id>\(package)</package-id>")
    case .failed(let reason):
      body = finished("<error>\(reason)</error>")
    case .downloading(let completed, let total, let current):
      let element = current.map { "<current>\($0)</current>" } ?? "<current/>"
      body = progress(completed, total) + [(3, element), (2, "</in-progress>")]
    case .queued(let total):
      body = progress(0, total) + [(2, "</in-progress>")]
    case .failedQuery(let code, let text):
      return [
        (0, "<result>"), (1, "<status>error</status>"), (1, "<errcode>\(code)</errcode>"),
        (1, "<errtext>\(text)</errtext>"), (1, "<filter-id>\(id)</filter-id>"), (0, "</result>"),
      ]
    }
    return [(0, "<result>"), (1, "<status>ok</status>")] + ids + task + body
      + [(1, "</task>"), (0, "</result>")]
  }

  private func finished(_ element: String) -> [(Int, String)] {
    [(2, "<finished>"), (3, element), (2, "</finished>")]
  }

  private func progress(_ completed: Int, _ total: Int) -> [(Int, String)] {
    [
      (2, "<in-progress>"), (3, "<total>\(total)</total>"),
      (3, "<completed>\(completed)</completed>"),
    ]
  }
}

/// The whitespace between tags.
struct Layout: Hashable, Sendable, CustomStringConvertible {
  var description: String
  var lineEnd: String
  var indent: String

  static let oneLine = Layout(description: "on one line", lineEnd: "", indent: "")
  static let indented = Layout(description: "indented", lineEnd: "\n", indent: "  ")
  static let all = [
    oneLine, indented, Layout(description: "tabs", lineEnd: "\n", indent: "\t"),
    Layout(description: "lines without indent", lineEnd: "\n", indent: ""),
    Layout(description: "CRLF", lineEnd: "\r\n", indent: "    "),
    Layout(description: "empty CRLF lines", lineEnd: "\r\n\r\n", indent: ""),
    Layout(description: "spaces without lines", lineEnd: " ", indent: " \t"),
    Layout(description: "spaces before line ends", lineEnd: " \t\n", indent: " "),
  ]

  /// The gap before something at this depth.
  func gap(_ depth: Int) -> String { lineEnd + String(repeating: indent, count: depth) }

  /// Results as in a get-download-status operation, each with the gap before it.
  func text(_ results: [CanonicalResult]) -> String {
    results.flatMap(\.parts).map { gap($0.depth + 3) + $0.markup }.joined()
  }

  /// A response of one operation with these results.
  func response(_ results: [CanonicalResult]) -> String {
    "<packet version=\"1.6.9.1\">\(gap(1))<aps>\(gap(2))<get-download-status>\(text(results))"
      + "\(gap(2))</get-download-status>\(gap(1))</aps>\(gap(0))</packet>"
  }
}
