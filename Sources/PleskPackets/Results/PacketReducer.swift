import Bytes
import ExpatSAX

/// Receives what the reducer derives from typed events.
package protocol ReducerOutput {
  mutating func report(_ rule: Rule, at place: Place, message: String)
  mutating func deliver(_ result: DownloadResultView)
  mutating func deliver(_ request: DownloadStatusRequest)
  mutating func deliver(_ failure: SystemFailure)
}

extension ReducerOutput {
  mutating func report(_ message: Message, at place: Place, _ values: (Placeholder, String)...) {
    report(message.rule, at: place, message: message.text(values))
  }
}

/// Reduces typed events to results, requests and findings.
///
/// It knows no XML and does no I/O: the same events always give the same output. A result is
/// delivered at its end tag. A rule is reported as soon as nothing that may follow can change the
/// verdict.
package struct PacketReducer: ~Copyable {
  private enum Subject { case none, result, system }

  private let watches = RuleWatches.all
  /// The rules already reported for this subject, as a set of rows.
  private var reported: UInt64 = 0

  private var subject = Subject.none
  private var current: InlineArray<1, ResultFields> = [ResultFields()]
  private var fields: ResultFields {
    @inline(__always) _read { yield current[0] }
    @inline(__always) _modify { yield &current[0] }
  }
  /// The text of the result. `fields` holds ranges of it.
  private var text = TextBuffer()

  private var subjectPlace: Place?
  private var taskPlace: Place?
  private var detailPlace: Place?

  /// Combinations of facts that are known to break no rule, each in its own slot.
  private var flawless = InlineArray<16, Facts>(repeating: Facts(rawValue: .max))

  private var operation = OperationState()
  /// What results are compared with, if anything.
  private let comparison: (any ResultComparison)?
  /// Whether ids are kept, to compare results with each other or with a request.
  let keepsIDs: Bool
  /// Results delivered so far.
  package private(set) var resultCount = 0

  /// - Parameters:
  ///   - comparison: What results are compared with, if anything.
  ///   - reportsDuplicateIDs: Whether to keep the ids of an operation's results and report
  ///     duplicates.
  init(comparison: (any ResultComparison)? = nil, reportsDuplicateIDs: Bool = false) {
    operation.seenIDs = reportsDuplicateIDs ? [] : nil
    self.comparison = comparison
    keepsIDs = comparison != nil || reportsDuplicateIDs
  }

  /// Processes the next event.
  @inline(__always)
  package mutating func receive<Output: ReducerOutput>(
    _ event: TypedEvent, into output: inout Output
  ) {
    switch event {
    case .start(let role): start(role, into: &output)
    case .open(let role, let place): open(role, place, into: &output)
    case .value(let role, let value): take(value, of: role, into: &output)
    case .leaf(let role, let value):
      // The check of the value also finds rules that the start alone can break.
      fields.facts.insert(.has(role))
      take(value, of: role, into: &output)
    case .close(let role): close(role, into: &output)
    case .markup(let role):
      fields.facts.insert(.reasonHasMarkup)
      check(watches[role].value, into: &output)
    case .remark(let role): remark(role, into: &output)
    case .unusedChild(let role):
      if role == .result { fields.facts.insert(.hasUnusedChild) }
    }
  }

  /// Processes the end of a complete packet.
  package mutating func finish<Output: ReducerOutput>(
    kind: PacketKind, into output: inout Output
  ) {
    if kind == .response { comparison?.finish(into: &output) }
  }

  /// Completes all stored places, before the input that they refer to goes away.
  mutating func settlePlaces(_ resolve: (Location) -> Location) {
    Self.settle(&subjectPlace, resolve)
    Self.settle(&taskPlace, resolve)
    Self.settle(&detailPlace, resolve)
    Self.settle(&operation.bareResult, resolve)
    comparison?.settlePlaces(resolve)
  }

  private static func settle(_ place: inout Place?, _ resolve: (Location) -> Location) {
    if let location = place?.location { place?.location = resolve(location) }
  }

  // MARK: Elements

  @inline(__always)
  private mutating func start<Output: ReducerOutput>(_ role: Role, into output: inout Output) {
    if role == .filter { operation.requestedIDs = [] }
    fields.facts.insert(.has(role))
    check(watches[role].start, into: &output)
  }

  private mutating func open<Output: ReducerOutput>(
    _ role: Role, _ place: Place, into output: inout Output
  ) {
    switch role {
    case .operation:
      operation.start()
      comparison?.start(operation: place)
      return
    case .result:
      start(.result, place)
      // A second result makes it certain that the first one is not alone.
      if let misplaced = operation.countResult() { reportMisplaced(misplaced, into: &output) }
    case .system:
      start(.system, place)
    case .task:
      taskPlace = place
    default:
      detailPlace = place
    }
    start(role, into: &output)
  }

  private mutating func remark<Output: ReducerOutput>(_ role: Role, into output: inout Output) {
    guard role == .output, let place = detailPlace else { return }
    output.report(.output, at: place)
  }

  private mutating func start(_ subject: Subject, _ place: Place) {
    self.subject = subject
    subjectPlace = place
    fields.reset()
    reported = 0
    text.removeAll()
  }

  @inline(__always)
  private mutating func take<Output: ReducerOutput>(
    _ value: Value, of role: Role, into output: inout Output
  ) {
    switch value {
    case .invalid: check(watches[role].value, into: &output)
    case .status(let status): take(status, of: role, into: &output)
    case .integer(let number): take(number, of: role, into: &output)
    case .text(let bytes): take(bytes, of: role, into: &output)
    }
    if comparison != nil, role == .id || role == .filterID { checkAnswer(into: &output) }
  }

  private mutating func take<Output: ReducerOutput>(
    _ status: ResultStatus, of role: Role, into output: inout Output
  ) {
    fields.set(status)
    check(watches[role].value, into: &output)
  }

  private mutating func take<Output: ReducerOutput>(
    _ number: Int64, of role: Role, into output: inout Output
  ) {
    if role == .requestedID { return request(number, into: &output) }
    fields.set(number, of: role)
    if role == .id, operation.seenIDs != nil { checkDuplicate(of: number, into: &output) }
    check(watches[role].value, into: &output)
  }

  private mutating func take<Output: ReducerOutput>(
    _ bytes: Span<UInt8>, of role: Role, into output: inout Output
  ) {
    let start = text.count
    if role == .errtext || role == .filterID || role == .failureReason {
      text.append(copying: bytes)
    }
    fields.set(bytes, start..<text.count, of: role)
    check(watches[role].value, into: &output)
  }

  /// Compares the ids as soon as both are known.
  private mutating func checkAnswer<Output: ReducerOutput>(into output: inout Output) {
    fields.idsRead += 1
    guard fields.idsRead == 2, let place = subjectPlace else { return }
    comparison?.checkIDs(fields, at: place, into: &output)
  }

  private mutating func close<Output: ReducerOutput>(_ role: Role, into output: inout Output) {
    check(watches[role].end, into: &output)
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
      if fields.isBare, let misplaced = operation.noteBareResult(place) {
        reportMisplaced(misplaced, into: &output)
      }
      comparison?.check(fields, at: place, into: &output)
    }
    output.deliver(DownloadResultView(index: resultCount, fields: current.span, text: text.span))
    endSubject()
  }

  // MARK: Results as a whole

  /// Delivers a result that was read elsewhere, if there is nothing to report about it.
  ///
  /// - Parameters:
  ///   - fields: One element, with the facts and values that the events of the result would have
  ///     set.
  ///   - text: The text that the ranges of the fields refer to.
  /// - Returns: Whether the result was delivered. If not, nothing has changed.
  @inline(__always)
  mutating func commit<Output: ReducerOutput>(
    _ fields: Span<ResultFields>, text: Span<UInt8>, into output: inout Output
  ) -> Bool {
    guard isFlawless(fields[0].facts) else { return false }
    if keepsIDs, !noteIDs(fields[0]) { return false }
    if let misplaced = operation.countResult() { reportMisplaced(misplaced, into: &output) }
    resultCount &+= 1
    output.deliver(DownloadResultView(index: resultCount, fields: fields, text: text))
    return true
  }

  /// Counts results that another reducer found to be flawless, and that are delivered elsewhere.
  mutating func takeResults<Output: ReducerOutput>(_ count: Int, into output: inout Output) {
    if let misplaced = operation.countResult(count) { reportMisplaced(misplaced, into: &output) }
    resultCount &+= count
  }

  /// Whether a partly read result already certainly leads to a finding.
  ///
  /// - Parameter open: Its elements that have not ended.
  func isCertainlyFlawed(_ fields: ResultFields, _ open: Facts) -> Bool {
    watches.breakRuleAlready(fields.facts, open: open) || isDuplicate(fields)
      || (fields.hasBothIDs && comparison?.objects(to: fields) == true)
      || (fields.has(.result) && operation.bareResult != nil)
  }

  /// Whether a result with these facts breaks no rule. Most results have the same facts as an
  /// earlier one.
  @inline(__always)
  private mutating func isFlawless(_ facts: Facts) -> Bool {
    let slot = Int(truncatingIfNeeded: (facts.rawValue &* 0x9E37_79B9_7F4A_7C15) &>> 60)
    if flawless[slot] == facts { return true }
    return findFlawless(facts, slot)
  }

  @inline(never)
  private mutating func findFlawless(_ facts: Facts, _ slot: Int) -> Bool {
    if facts == ResultFields.bareFacts || watches.breakRule(facts) { return false }
    flawless[slot] = facts
    return true
  }

  /// Adds the ids of a result to the stored sets.
  ///
  /// - Returns: Whether there is nothing to report about them. If there is, nothing has changed.
  private mutating func noteIDs(_ fields: ResultFields) -> Bool {
    if isDuplicate(fields) || comparison?.objects(to: fields) == true { return false }
    if let id = fields.id { operation.seenIDs?.insert(id) }
    comparison?.note(fields)
    return true
  }

  private func isDuplicate(_ fields: ResultFields) -> Bool {
    guard let id = fields.id else { return false }
    return operation.seenIDs?.contains(id) == true
  }

  private mutating func finishSystem<Output: ReducerOutput>(into output: inout Output) {
    let errtext = fields.has(.errtext) ? String(copying: text.span.extracting(fields.errtext)) : nil
    output.deliver(SystemFailure(status: fields.status, errcode: fields.errcode, errtext: errtext))
    endSubject()
  }

  private mutating func endSubject() {
    subject = .none
    subjectPlace = nil
    taskPlace = nil
    detailPlace = nil
  }

  private mutating func finishOperation<Output: ReducerOutput>(into output: inout Output) {
    if let place = operation.loneBareResult {
      output.report(.noTransaction, at: place)
    }
    if let ids = operation.requestedIDs {
      output.deliver(DownloadStatusRequest(ids.isEmpty ? .all : .tasks(ids)))
    }
    operation.start()
  }

  // MARK: Rules

  /// Reports those of the rules whose condition now holds.
  @inline(__always)
  private mutating func check<Output: ReducerOutput>(
    _ watch: RuleWatches.Watch, into output: inout Output
  ) {
    if !fields.facts.isDisjoint(with: watch.suspects) { check(rows: watch.rows, into: &output) }
  }

  private mutating func check<Output: ReducerOutput>(rows: UInt64, into output: inout Output) {
    var rest = rows & ~reported
    while rest != 0 {
      let row = rest.trailingZeroBitCount
      rest &= rest &- 1
      let condition = watches.conditions[row]
      guard condition.holds(for: fields.facts), let place = place(of: condition.subject) else {
        continue
      }
      reported |= 1 << UInt64(row)
      let rule = ConditionalRule.all[row]
      output.report(rule.rule, at: place, message: rule.message(fields))
    }
  }

  /// The place of a rule's subject, if it is part of what is being read.
  private func place(of role: Role) -> Place? {
    switch (role, subject) {
    case (.result, .result), (.system, .system): subjectPlace
    case (.task, .result): fields.has(.task) ? taskPlace : nil
    case (.failureReason, .result), (.progress, .result): fields.has(role) ? detailPlace : nil
    default: nil
    }
  }

  private func reportMisplaced<Output: ReducerOutput>(_ place: Place, into output: inout Output) {
    output.report(.noTransactionMisplaced, at: place)
  }

  private mutating func checkDuplicate<Output: ReducerOutput>(
    of id: Int64, into output: inout Output
  ) {
    guard let place = subjectPlace, operation.seenIDs?.insert(id).inserted == false else { return }
    output.report(.duplicateID, at: place, (.id, String(id)))
  }

  private mutating func request<Output: ReducerOutput>(
    _ id: Int64, into output: inout Output
  ) {
    operation.requestedIDs?.append(id)
    if !operation.requestedSet.insert(id).inserted, let place = detailPlace {
      output.report(.repeatedTaskID, at: place, (.task, String(id)))
    }
  }
}
