/// What an element means to the reducer. Elements with the same meaning share a role.
package enum Role: UInt8, Sendable, Hashable, CaseIterable {
  case none
  case operation, result, status, errcode, errtext, filterID, id
  case task, taskID, finished, packageID, failureReason, progress, total, completed, current
  case system, output
  case filter, requestedID

  /// Whether the reducer needs the element's place, because findings are placed at it.
  var isPlaced: Bool {
    switch self {
    case .operation, .result, .system, .task, .failureReason, .progress, .output, .requestedID: true
    default: false
    }
  }
}
