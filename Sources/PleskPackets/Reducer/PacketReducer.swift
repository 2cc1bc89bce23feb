import ExpatSAX

/// Receives what the reducer makes of typed events.
package protocol ReducerOutput {
  mutating func report(_ rule: Rule, at place: Place, message: String)
  mutating func deliver(_ result: DownloadResultView)
  mutating func deliver(_ request: DownloadStatusRequest)
  mutating func deliver(_ failure: SystemFailure)
}

/// Reduces typed events to results, requests and findings.
///
/// It knows no XML and does no I/O: the same events always give the same output. A result is delivered at its end
/// tag, and a rule is reported as soon as nothing that could follow can change it.
package struct PacketReducer {
  private enum Subject { case none, result, system }

  private let rules = ConditionalRules.all
  private var subject = Subject.none
  private var facts = ResultFacts()
  /// The rows of `rules` that have been reported for this subject.
  private var reported: UInt64 = 0
  /// The text of the result, to which `facts` has ranges.
  private var text: [UInt8] = []

  private var subjectPlace: Place?
  private var taskPlace: Place?
  private var detailPlace: Place?

  private var operation = OperationState()
  private var exchange: ExchangeState?
  /// Results delivered so far.
  package private(set) var resultCount = 0

  /// - Parameters:
  ///   - request: What was asked for, if it is known.
  ///   - reportsDuplicateIDs: Whether to keep the ids of an operation's results to compare them.
  package init(request: DownloadStatusRequest? = nil, reportsDuplicateIDs: Bool = false) {
    operation.seenIDs = reportsDuplicateIDs ? [] : nil
    exchange = request.flatMap(ExchangeState.init)
  }

  /// Takes the next event.
  package mutating func receive<Output: ReducerOutput>(
    _ event: TypedEvent, into output: inout Output
  ) {
    switch event {
    case .open(let role, let place): open(role, place, into: &output)
    case .value(let role, let value, let place): take(value, of: role, place, into: &output)
    case .close(let role): close(role, into: &output)
    case .markup(let role):
      facts.hasMarkup = true
      check(rules.triggered(by: role), into: &output)
    case .remark(.output, let place):
      output.report(.output, at: place, message: "the server printed something while it worked")
    case .remark: break
    case .unusedChild(.result): facts.hasUnusedChild = true
    case .unusedChild: break
    }
  }

  /// Takes the end of a packet that ended well.
  package mutating func finish<Output: ReducerOutput>(
    kind: PacketKind, into output: inout Output
  ) {
    guard kind == .response, let exchange, let place = exchange.operation else { return }
    let unanswered = exchange.unanswered
    if unanswered.isEmpty { return }
    let shown = unanswered.prefix(10).map(String.init).joined(separator: ", ")
    output.report(
      .unansweredID, at: place,
      message: "no result for \(shown)\(unanswered.count > 10 ? " and \(unanswered.count - 10) more" : "")")
  }

  // MARK: Elements

  private mutating func open<Output: ReducerOutput>(
    _ role: Role, _ place: Place, into output: inout Output
  ) {
    switch role {
    case .operation:
      operation.start()
      if exchange?.operation == nil { exchange?.operation = place }
      return
    case .filter:
      operation.requestedIDs = []
      return
    case .result:
      start(.result, place)
      // With a second result it is certain that the first one stands beside others.
      if let misplaced = operation.countResult() { reportMisplaced(misplaced, into: &output) }
    case .system:
      start(.system, place)
    case .task:
      taskPlace = place
    case .failureReason, .progress:
      detailPlace = place
    default:
      break
    }
    facts.note(role)
    check(rules.triggered(by: role), into: &output)
  }

  private mutating func start(_ subject: Subject, _ place: Place) {
    self.subject = subject
    subjectPlace = place
    facts = ResultFacts()
    reported = 0
    text.removeAll(keepingCapacity: true)
  }

  private mutating func take<Output: ReducerOutput>(
    _ value: Value, of role: Role, _ place: Place, into output: inout Output
  ) {
    switch value {
    case .invalid:
      break
    case .status(let status):
      facts.status = status
    case .integer(let number):
      if role == .requestedID { return request(number, place, into: &output) }
      keep(number, of: role)
      if role == .id { checkDuplicate(of: number, into: &output) }
    case .text(let bytes):
      keep(bytes, of: role)
    }
    check(rules.triggered(by: role), into: &output)
    if role == .id || role == .filterID { checkAnswer(role, into: &output) }
  }

  /// Holds the ids against the request as soon as both are known.
  private mutating func checkAnswer<Output: ReducerOutput>(
    _ role: Role, into output: inout Output
  ) {
    facts.idsRead += 1
    guard facts.idsRead == 2, let place = subjectPlace else { return }
    exchange?.checkIDs(facts, at: place, into: &output)
  }

  private mutating func keep(_ number: Int64, of role: Role) {
    switch role {
    case .errcode: facts.errcode = UInt32(exactly: number)
    case .id: facts.id = number
    case .taskID: facts.taskID = number
    case .packageID: facts.packageID = number
    case .total: facts.total = number
    case .completed: facts.completed = number
    default: break
    }
  }

  private mutating func keep(_ bytes: Span<UInt8>, of role: Role) {
    let start = text.count
    switch role {
    case .errtext:
      text.append(copying: bytes)
      facts.errtext = start..<text.count
    case .filterID:
      text.append(copying: bytes)
      facts.filterID = start..<text.count
      facts.filterNumber = IntegerText(bytes)
    case .failureReason:
      text.append(copying: bytes)
      facts.failureReason = start..<text.count
      facts.reasonIsBlank = bytes.isXMLBlank
    default:
      break
    }
  }

  private mutating func close<Output: ReducerOutput>(_ role: Role, into output: inout Output) {
    check(rules.due(atEndOf: role), into: &output)
    switch role {
    case .result: finishResult(into: &output)
    case .system: finishSystem(into: &output)
    case .operation: finishOperation(into: &output)
    default: break
    }
  }

  private mutating func finishResult<Output: ReducerOutput>(into output: inout Output) {
    resultCount += 1
    if let place = subjectPlace {
      if facts.isBare, let misplaced = operation.noteBareResult(place) {
        reportMisplaced(misplaced, into: &output)
      }
      exchange?.check(facts, at: place, into: &output)
    }
    output.deliver(DownloadResultView(index: resultCount, facts: facts, text: text.span))
    subject = .none
  }

  private mutating func finishSystem<Output: ReducerOutput>(into output: inout Output) {
    let errtext = facts.has(.errtext) ? String(copying: text.span.extracting(facts.errtext)) : nil
    output.deliver(SystemFailure(status: facts.status, errcode: facts.errcode, errtext: errtext))
    subject = .none
  }

  private mutating func finishOperation<Output: ReducerOutput>(into output: inout Output) {
    if let place = operation.loneBareResult {
      output.report(.noTransaction, at: place, message: "no download transaction is running")
    }
    if let ids = operation.requestedIDs {
      output.deliver(DownloadStatusRequest(ids.isEmpty ? .all : .tasks(ids)))
    }
    operation.start()
  }

  // MARK: Rules

  private mutating func check<Output: ReducerOutput>(_ rows: [Int], into output: inout Output) {
    for row in rows where reported & (1 << UInt64(row)) == 0 {
      let rule = rules.rows[row]
      guard let place = place(of: rule.subject), rule.condition(facts) else { continue }
      reported |= 1 << UInt64(row)
      output.report(rule.rule, at: place, message: rule.message(facts))
    }
  }

  /// Where the subject of a rule is, if that is what is being read.
  private func place(of role: Role) -> Place? {
    switch (role, subject) {
    case (.result, .result), (.system, .system): subjectPlace
    case (.task, .result): facts.has(.task) ? taskPlace : nil
    case (.failureReason, .result), (.progress, .result): facts.has(role) ? detailPlace : nil
    default: nil
    }
  }

  private func reportMisplaced<Output: ReducerOutput>(_ place: Place, into output: inout Output) {
    output.report(
      .noTransactionMisplaced, at: place,
      message: "“no transaction” (status ok and nothing else) beside other results")
  }

  private mutating func checkDuplicate<Output: ReducerOutput>(
    of id: Int64, into output: inout Output
  ) {
    guard let place = subjectPlace, operation.seenIDs?.insert(id).inserted == false else { return }
    output.report(
      .duplicateID, at: place, message: "another result of this operation has the id \(id) too")
  }

  private mutating func request<Output: ReducerOutput>(
    _ id: Int64, _ place: Place, into output: inout Output
  ) {
    operation.requestedIDs?.append(id)
    if !operation.requestedSet.insert(id).inserted {
      output.report(.repeatedTaskID, at: place, message: "the filter names task \(id) already")
    }
  }
}
