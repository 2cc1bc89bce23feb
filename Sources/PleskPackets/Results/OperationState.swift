/// What is kept of the operation that is being read.
struct OperationState {
  /// The task-ids of its filter, once that has come.
  var requestedIDs: [Int64]?
  var requestedSet: Set<Int64> = []
  /// The ids of its results; nil unless duplicates are to be reported.
  var seenIDs: Set<Int64>?

  private var results = 0
  /// The first result, if it is bare.
  var bareResult: Place?

  mutating func start() {
    requestedIDs = nil
    requestedSet.removeAll(keepingCapacity: false)
    seenIDs?.removeAll(keepingCapacity: true)
    results = 0
    bareResult = nil
  }

  /// Counts the start of a result, or of several at once.
  ///
  /// - Returns: The first result's place, if it is bare and this is the second.
  mutating func countResult(_ count: Int = 1) -> Place? {
    results &+= count
    guard let first = bareResult else { return nil }
    bareResult = nil
    return first
  }

  /// Notes that the result that ends here is bare.
  ///
  /// - Returns: Its place, if it is not the first.
  mutating func noteBareResult(_ place: Place) -> Place? {
    if results > 1 { return place }
    bareResult = place
    return nil
  }

  /// The only result, if it is bare.
  var loneBareResult: Place? { results == 1 ? bareResult : nil }
}
