/// A response beside the request that it answers.
struct ExchangeState {
  /// The first operation of the response.
  var operation: Place?
  /// The ids that the request names, in its order.
  private let requested: [Int64]
  /// The same, with what has not been answered yet.
  private var isAnswered: [Int64: Bool]

  /// Nil if the request asks for every task: then no answer breaks a rule.
  init?(_ request: DownloadStatusRequest) {
    guard case .tasks(let ids) = request.selection else { return nil }
    requested = ids
    isAnswered = Dictionary(ids.map { ($0, false) }, uniquingKeysWith: { first, _ in first })
  }

  /// The ids without a result, each once.
  var unanswered: [Int64] {
    var seen: Set<Int64> = []
    return requested.filter { isAnswered[$0] == false && seen.insert($0).inserted }
  }

  /// Holds a complete result against the request.
  mutating func check<Output: ReducerOutput>(
    _ fields: ResultFields, at place: Place, into output: inout Output
  ) {
    if fields.status == .error, !fields.has(.errtext) {
      output.report(
        .exchangeErrtextRequired, at: place,
        message: "the request names tasks, and a failed query has no errtext")
    }
    if fields.isBare {
      output.report(
        .emptyAnswer, at: place,
        message: "the request names tasks, and the answer is that no transaction is running")
    }
    if fields.idsRead < 2 { checkIDs(fields, at: place, into: &output) }
  }

  /// Notes which ids are answered; called once a result.
  mutating func checkIDs<Output: ReducerOutput>(
    _ fields: ResultFields, at place: Place, into output: inout Output
  ) {
    if isUnrequested(fields) {
      let shown = (fields.id ?? fields.filterValue).map(String.init) ?? "of this filter-id"
      output.report(.unrequestedID, at: place, message: "task \(shown) was not asked for")
    }
    noteAnswers(fields)
  }

  /// Whether a result has an id, and none that was asked for.
  func isUnrequested(_ fields: ResultFields) -> Bool {
    let hasID = fields.id != nil || fields.filterNumber != .notAnInteger
    return hasID && !isRequested(fields.id) && !isRequested(fields.filterValue)
  }

  /// Notes the ids that a result stands for.
  mutating func noteAnswers(_ fields: ResultFields) {
    for id in [fields.id, fields.filterValue] {
      if let id, isRequested(id) { isAnswered[id] = true }
    }
  }

  private func isRequested(_ id: Int64?) -> Bool { id.map { isAnswered[$0] != nil } ?? false }
}
