import ExpatSAX

/// The values of the result, or system element, that is being read. Text is kept elsewhere, as ranges.
struct ResultFields {
  var facts: Facts = []
  /// How many of filter-id and id have ended.
  var idsRead = 0

  var status: DownloadResult.Status?
  var errcode: UInt32?
  var id: Int64?
  var taskID: Int64?
  var packageID: Int64?
  var total: Int64?
  var completed: Int64?

  var errtext = 0..<0
  var filterID = 0..<0
  var failureReason = 0..<0
  /// The filter-id as a number, where it is one.
  var filterNumber = IntegerText.notAnInteger

  func has(_ role: Role) -> Bool { facts.contains(.has(role)) }

  /// Status ok and no other child: how Plesk says that no download transaction is running.
  var isBare: Bool { facts == [.has(.result), .has(.status), .statusIsOK] }

  mutating func set(_ status: DownloadResult.Status) {
    self.status = status
    facts.insert(status == .ok ? .statusIsOK : .statusIsError)
  }

  mutating func set(_ number: Int64, of role: Role) {
    switch role {
    case .errcode: setErrcode(number)
    case .id:
      id = number
      compareIDs()
    case .taskID:
      taskID = number
      compareIDs()
    case .packageID: packageID = number
    case .total:
      total = number
      compareProgress()
    case .completed:
      completed = number
      compareProgress()
    default: break
    }
  }

  /// Takes a text, which stands in this range of the result's text.
  mutating func set(_ text: Span<UInt8>, _ range: Range<Int>, of role: Role) {
    switch role {
    case .errtext: errtext = range
    case .filterID:
      filterID = range
      filterNumber = IntegerText(text)
      compareIDs()
    case .failureReason:
      failureReason = range
      if text.isXMLBlank { facts.insert(.reasonIsBlank) }
    default: break
    }
  }

  private mutating func setErrcode(_ number: Int64) {
    errcode = UInt32(exactly: number)
    guard let errcode else { return }
    if errcode == 0 {
      facts.insert(.errcodeIsZero)
    } else if KnownErrorCode.meaning(of: errcode) == nil {
      facts.insert(.errcodeIsUnknown)
    }
  }

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
