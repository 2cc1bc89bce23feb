import ExpatSAX

/// What is known of the result, or system element, that is being read. Text is kept elsewhere, as ranges.
struct ResultFacts {
  /// The elements that have been used.
  private var presence: UInt32 = 0
  /// A child that was not used.
  var hasUnusedChild = false
  /// Child elements or attributes in the reason of a failed task.
  var hasMarkup = false

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
  var reasonIsBlank = false
  /// The filter-id as a number, where it is one.
  var filterNumber = IntegerText.notAnInteger

  func has(_ role: Role) -> Bool { presence & (1 << UInt32(role.rawValue)) != 0 }

  mutating func note(_ role: Role) { presence |= 1 << UInt32(role.rawValue) }

  /// Status ok and no other child: how Plesk says that no download transaction is running.
  var isBare: Bool {
    status == .ok && presence & ~Self.bare == 0 && !hasUnusedChild
  }

  private static let bare: UInt32 =
    1 << UInt32(Role.result.rawValue) | 1 << UInt32(Role.status.rawValue)
}
