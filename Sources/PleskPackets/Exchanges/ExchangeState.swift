/// Compares a response with the request that it answers.
final class ExchangeState {
  /// The first operation of the response.
  private var operation: Place?
  /// The requested ids, in the order of the request.
  private let requested: [Int64]
  /// Whether each requested id has been answered.
  private var isAnswered: [Int64: Bool]

  /// Returns nil if the request asks for every task, because then any answer is allowed.
  init?(_ request: DownloadStatusRequest) {
    guard case .tasks(let ids) = request.selection else { return nil }
    requested = ids
    isAnswered = Dictionary(ids.map { ($0, false) }, uniquingKeysWith: { first, _ in first })
  }

  /// The requested ids without a result, each once.
  private var unanswered: [Int64] {
    var seen: Set<Int64> = []
    return requested.filter { isAnswered[$0] == false && seen.insert($0).inserted }
  }

  private func isRequested(_ id: Int64?) -> Bool { id.map { isAnswered[$0] != nil } ?? false }
}

extension ExchangeState: ResultComparison {
  func start(operation place: Place) {
    if operation == nil { operation = place }
  }

  func checkIDs<Output: ReducerOutput>(
    _ fields: ResultFields, at place: Place, into output: inout Output
  ) {
    if objects(to: fields) {
      if let task = fields.id ?? fields.filterValue {
        output.report(.unrequestedTask, at: place, (.task, String(task)))
      } else {
        output.report(.unrequestedFilterID, at: place)
      }
    }
    note(fields)
  }

  func check<Output: ReducerOutput>(
    _ fields: ResultFields, at place: Place, into output: inout Output
  ) {
    if fields.status == .error, !fields.has(.errtext) {
      output.report(.exchangeErrtextRequired, at: place)
    }
    if fields.isBare { output.report(.emptyAnswer, at: place) }
    if fields.idsRead < 2 { checkIDs(fields, at: place, into: &output) }
  }

  /// Whether a result has an id, but none that was requested.
  func objects(to fields: ResultFields) -> Bool {
    let hasID = fields.id != nil || fields.filterNumber != .notAnInteger
    return hasID && !isRequested(fields.id) && !isRequested(fields.filterValue)
  }

  /// Notes the ids that a result answers.
  func note(_ fields: ResultFields) {
    for id in [fields.id, fields.filterValue] {
      if let id, isRequested(id) { isAnswered[id] = true }
    }
  }

  func finish<Output: ReducerOutput>(into output: inout Output) {
    guard let operation else { return }
    let unanswered = unanswered
    if unanswered.isEmpty { return }
    let shown = unanswered.prefix(10)
    let tasks = shown.map(String.init).joined(separator: ", ")
    if shown.count == unanswered.count {
      output.report(.unansweredTasks, at: operation, (.tasks, tasks))
    } else {
      output.report(
        .manyUnansweredTasks, at: operation, (.tasks, tasks),
        (.more, String(unanswered.count - shown.count)))
    }
  }

  func settlePlaces(_ resolve: (Location) -> Location) {
    if let location = operation?.location { operation?.location = resolve(location) }
  }
}
