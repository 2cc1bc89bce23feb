import ExpatSAX

/// The values of the result, or system element, that is being read. Text is kept elsewhere, as ranges.
///
/// Values are stored apart from whether they are known, so that starting anew costs next to nothing.
struct ResultFields {
  var facts: Facts = []
  /// How many of filter-id and id have ended.
  var idsRead = 0
  /// The elements whose value is below.
  private var known: Facts = []

  private var lastErrcode: UInt32 = 0
  private var lastID: Int64 = 0
  private var lastTaskID: Int64 = 0
  private var lastPackageID: Int64 = 0
  private var lastTotal: Int64 = 0
  private var lastCompleted: Int64 = 0
  private var lastErrtext = 0..<0
  private var lastFilterID = 0..<0
  private var lastFailureReason = 0..<0
  private var lastFilterNumber = IntegerText.notAnInteger

  var status: DownloadResult.Status? {
    facts.contains(.statusIsOK) ? .ok : facts.contains(.statusIsError) ? .error : nil
  }
  var errcode: UInt32? { isKnown(.errcode) ? lastErrcode : nil }
  var id: Int64? { isKnown(.id) ? lastID : nil }
  var taskID: Int64? { isKnown(.taskID) ? lastTaskID : nil }
  var packageID: Int64? { isKnown(.packageID) ? lastPackageID : nil }
  var total: Int64? { isKnown(.total) ? lastTotal : nil }
  var completed: Int64? { isKnown(.completed) ? lastCompleted : nil }
  var errtext: Range<Int> { isKnown(.errtext) ? lastErrtext : 0..<0 }
  var filterID: Range<Int> { isKnown(.filterID) ? lastFilterID : 0..<0 }
  var failureReason: Range<Int> { isKnown(.failureReason) ? lastFailureReason : 0..<0 }
  /// The filter-id as a number, where it is one.
  var filterNumber: IntegerText { isKnown(.filterID) ? lastFilterNumber : .notAnInteger }

  /// The same, where it fits.
  var filterValue: Int64? { if case .value(let number) = filterNumber { number } else { nil } }

  private func isKnown(_ role: Role) -> Bool { known.contains(.has(role)) }

  /// Forgets the subject that has been read.
  mutating func startAnew() {
    facts = []
    known = []
    idsRead = 0
  }

  func has(_ role: Role) -> Bool { facts.contains(.has(role)) }

  /// Whether filter-id and id are known, as far as their values are of their types.
  var hasBothIDs: Bool { known.isSuperset(of: [.has(.filterID), .has(.id)]) }

  /// Status ok and no other child: how Plesk says that no download transaction is running.
  var isBare: Bool { facts == Self.bareFacts }

  static let bareFacts: Facts = [.has(.result), .has(.status), .statusIsOK]

  mutating func set(_ status: DownloadResult.Status) {
    facts.insert(status == .ok ? .statusIsOK : .statusIsError)
  }

  @inline(__always)
  mutating func set(_ number: Int64, of role: Role) {
    known.insert(.has(role))
    switch role {
    case .errcode: setErrcode(number)
    case .id:
      lastID = number
      compareIDs()
    case .taskID:
      lastTaskID = number
      compareIDs()
    case .packageID: lastPackageID = number
    case .total:
      lastTotal = number
      compareProgress()
    case .completed:
      lastCompleted = number
      compareProgress()
    default: break
    }
  }

  /// Takes a text, which stands in this range of the result's text.
  @inline(__always)
  mutating func set(_ text: Span<UInt8>, _ range: Range<Int>, of role: Role) {
    known.insert(.has(role))
    switch role {
    case .errtext: lastErrtext = range
    case .filterID: setFilterID(IntegerText(text), range)
    case .failureReason:
      lastFailureReason = range
      if text.isXMLBlank { facts.insert(.reasonIsBlank) }
    default: break
    }
  }

  /// Takes a filter-id that is a number and nothing else.
  @inline(__always)
  mutating func setFilterID(_ number: Int64, _ range: Range<Int>) {
    known.insert(.has(.filterID))
    setFilterID(.value(number), range)
  }

  @inline(__always)
  private mutating func setFilterID(_ number: IntegerText, _ range: Range<Int>) {
    lastFilterID = range
    lastFilterNumber = number
    compareIDs()
  }

  private mutating func setErrcode(_ number: Int64) {
    guard let errcode = UInt32(exactly: number) else {
      known.remove(.has(.errcode))
      return
    }
    lastErrcode = errcode
    if errcode == 0 {
      facts.insert(.errcodeIsZero)
    } else if KnownErrorCode.meaning(of: errcode) == nil {
      facts.insert(.errcodeIsUnknown)
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
