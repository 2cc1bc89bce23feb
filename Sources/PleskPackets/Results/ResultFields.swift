import Bytes
import ExpatSAX

/// The values of the current result or system element. Text is stored elsewhere; this holds ranges
/// of it.
///
/// Whether a value is known is stored apart from the value, so that a reset costs almost nothing.
struct ResultFields {
  var facts: Facts = []
  /// How many of filter-id and id have ended.
  var idsRead = 0
  /// The elements whose values are known, and others that have no value here.
  private var known: Facts = []

  /// Indexed by the role's number. Entries that are not known belong to an earlier result.
  private var numbers = InlineArray<32, Int64>(repeating: 0)
  private var errtextRange = 0..<0
  private var filterIDRange = 0..<0
  private var failureReasonRange = 0..<0
  private var lastFilterNumber = IntegerText.notAnInteger
  /// The last errcode that was found in Plesk's list.
  private var listedErrcode: Int64 = 0

  var status: ResultStatus? {
    facts.contains(.statusIsOK) ? .ok : facts.contains(.statusIsError) ? .error : nil
  }
  var errcode: UInt32? { number(of: .errcode).flatMap { UInt32(exactly: $0) } }
  var id: Int64? { number(of: .id) }
  var taskID: Int64? { number(of: .taskID) }
  var packageID: Int64? { number(of: .packageID) }
  var total: Int64? { number(of: .total) }
  var completed: Int64? { number(of: .completed) }
  var errtext: Range<Int> { isKnown(.errtext) ? errtextRange : 0..<0 }
  var filterID: Range<Int> { isKnown(.filterID) ? filterIDRange : 0..<0 }
  var failureReason: Range<Int> { isKnown(.failureReason) ? failureReasonRange : 0..<0 }
  /// The filter-id as a number, if it is one.
  var filterNumber: IntegerText { isKnown(.filterID) ? lastFilterNumber : .notAnInteger }
  /// The filter-id as a number, if it is one and fits.
  var filterValue: Int64? { if case .value(let number) = filterNumber { number } else { nil } }

  @inline(__always)
  private func number(of role: Role) -> Int64? {
    isKnown(role) ? numbers[Self.place(of: role)] : nil
  }

  /// An index below 32, as all role numbers are.
  @inline(__always)
  private static func place(of role: Role) -> Int { Int(role.rawValue & 31) }

  @inline(__always)
  private func isKnown(_ role: Role) -> Bool { known.contains(.has(role)) }

  /// Forgets the previous subject.
  mutating func reset() {
    facts = []
    known = []
    idsRead = 0
  }

  func has(_ role: Role) -> Bool { facts.contains(.has(role)) }

  /// Whether filter-id and id are both known. An invalid value does not count.
  var hasBothIDs: Bool { known.isSuperset(of: [.has(.filterID), .has(.id)]) }

  /// Whether there is status ok and no other child: how Plesk says that no download transaction is
  /// running.
  var isBare: Bool { facts == Self.bareFacts }

  static let bareFacts: Facts = [.has(.result), .has(.status), .statusIsOK]

  // MARK: Values as they come

  mutating func set(_ status: ResultStatus) {
    facts.insert(status == .ok ? .statusIsOK : .statusIsError)
  }

  /// Stores a number, and the facts that follow from it.
  @inline(__always)
  mutating func set(_ number: Int64, of role: Role) {
    known.insert(.has(role))
    note(number, of: role)
    switch role {
    case .errcode: checkErrcode()
    case .id, .taskID: compareIDs()
    case .total, .completed: compareProgress()
    default: break
    }
  }

  /// Stores a text by its range in the result's text, and the facts that follow from it.
  @inline(__always)
  mutating func set(_ text: Span<UInt8>, _ range: Range<Int>, of role: Role) {
    known.insert(.has(role))
    note(text, range, of: role)
    if role == .filterID { compareIDs() }
  }

  // MARK: Values of a result as a whole

  /// Stores a number. `complete` marks it as known, and derives the facts that follow from it.
  @inline(__always)
  mutating func note(_ number: Int64, of role: Role) {
    numbers[Self.place(of: role)] = number
  }

  /// Stores a text by its range in the result's text. `complete` marks it as known.
  @inline(__always)
  mutating func note(_ text: Span<UInt8>, _ range: Range<Int>, of role: Role) {
    switch role {
    case .errtext: errtextRange = range
    case .filterID:
      filterIDRange = range
      lastFilterNumber = IntegerText(text)
    case .failureReason:
      failureReasonRange = range
      checkReason(text)
    default: break
    }
  }

  /// Stores a text that is in a buffer.
  mutating func note(textIn buffer: borrowing TextBuffer, _ range: Range<Int>, of role: Role) {
    note(buffer.span.extracting(range), range, of: role)
  }

  /// Adjusts the ranges of the texts so far, after these have been copied to an offset `distance`
  /// bytes higher.
  mutating func moveTexts(by distance: Int) {
    errtextRange = errtextRange.lowerBound + distance..<errtextRange.upperBound + distance
    filterIDRange = filterIDRange.lowerBound + distance..<filterIDRange.upperBound + distance
    failureReasonRange =
      failureReasonRange.lowerBound + distance..<failureReasonRange.upperBound + distance
  }

  /// Stores a filter-id that consists of digits only.
  @inline(__always)
  mutating func noteFilterID(_ number: Int64, _ range: Range<Int>) {
    filterIDRange = range
    lastFilterNumber = .value(number)
  }

  /// Adds the facts that follow from the tags of a result and from its values, all of which have
  /// been noted.
  ///
  /// - Parameter unread: The element whose value is missing, because the bytes end first.
  @inline(__always)
  mutating func complete(_ tags: Facts, except unread: Role = .none) {
    facts.formUnion(tags)
    known = tags.subtracting(.has(unread))
    if isKnown(.errcode) { checkErrcode() }
    compareIDs()
    if !known.isDisjoint(with: [.has(.total), .has(.completed)]) { compareProgress() }
  }

  // Inlined, it would cost every result registers, for the few that have a reason.
  @inline(never)
  private mutating func checkReason(_ text: Span<UInt8>) {
    if text.isWhitespace { facts.insert(.reasonIsBlank) }
  }

  @inline(__always)
  private mutating func checkErrcode() {
    let errcode = numbers[Self.place(of: .errcode)]
    if errcode == listedErrcode, errcode != 0 { return }
    findErrcode(errcode)
  }

  // As with `checkReason`.
  @inline(never)
  private mutating func findErrcode(_ number: Int64) {
    guard let errcode = UInt32(exactly: number) else { return }
    if errcode == 0 {
      facts.insert(.errcodeIsZero)
    } else if !KnownErrorCode.isListed(errcode) {
      facts.insert(.errcodeIsUnknown)
    } else {
      listedErrcode = number
    }
  }

  @inline(__always)
  private mutating func compareIDs() {
    guard let id else { return }
    if let taskID, taskID != id { facts.insert(.taskIDsDiffer) }
    switch filterNumber {
    case .value(let number): if number != id { facts.insert(.idsDiffer) }
    case .tooLarge: facts.insert(.idsDiffer)
    case .notAnInteger: break
    }
  }

  private mutating func compareProgress() {
    if (total ?? 0) < 0 || (completed ?? 0) < 0 { facts.insert(.progressIsNegative) }
    guard let completed, completed > 0 else { return }
    facts.insert(.hasBytes)
    guard let total else { return }
    if total == 0 { facts.insert(.totalIsUnknown) }
    if total > 0, completed > total { facts.insert(.completedIsMore) }
    if total == completed { facts.insert(.isComplete) }
  }
}
