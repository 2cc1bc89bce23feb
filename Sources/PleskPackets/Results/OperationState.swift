/// What is remembered about the current operation.
struct OperationState {
  /// The task-ids of its filter; nil until the filter has been read.
  var requestedIDs: [Int64]?
  var requestedSet: Set<Int64> = []
  /// The ids of its results so far; nil unless duplicates are reported.
  var seenIDs: Set<Int64>?

  private var results = 0
  /// The place of the first result, if it is bare: status ok and nothing else.
  var bareResult: Place?

  mutating func start() {
    requestedIDs = nil
    requestedSet.removeAll(keepingCapacity: false)
    seenIDs?.removeAll(keepingCapacity: true)
    results = 0
    bareResult = nil
  }

  /// Counts the start of one or more results.
  ///
  /// - Returns: The place of the first result, if it is bare and a second one has just started.
  mutating func countResult(_ count: Int = 1) -> Place? {
    results &+= count
    guard let first = bareResult else { return nil }
    bareResult = nil
    return first
  }

  /// Notes that the result that just ended is bare.
  ///
  /// - Returns: Its place, if it is not the first result.
  mutating func noteBareResult(_ place: Place) -> Place? {
    if results > 1 { return place }
    bareResult = place
    return nil
  }

  /// The only result, if it is bare.
  var loneBareResult: Place? { results == 1 ? bareResult : nil }
}
