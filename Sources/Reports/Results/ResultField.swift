/// A field of a result, as `--results-fields` names it: the names of the JSON lines.
package enum ResultField: Int, CaseIterable, Sendable {
  case file, part, index, status, errcode, errtext, filterID, id
  case taskID, taskState, taskPackageID, taskError, taskTotal, taskCompleted

  package var name: String {
    switch self {
    case .file: "file"
    case .part: "part"
    case .index: "index"
    case .status: "status"
    case .errcode: "errcode"
    case .errtext: "errtext"
    case .filterID: "filterId"
    case .id: "id"
    case .taskID: "task.id"
    case .taskState: "task.state"
    case .taskPackageID: "task.packageId"
    case .taskError: "task.error"
    case .taskTotal: "task.total"
    case .taskCompleted: "task.completed"
    }
  }

  /// Those of the task.
  static let ofTask: [ResultField] = allCases.filter { $0.rawValue >= taskID.rawValue }
}

/// Some of an enumeration's cases, one bit each.
struct CaseSet<Case: CaseIterable & RawRepresentable<Int>>: Sendable {
  private var bits: UInt64 = 0

  init(_ cases: some Sequence<Case>) {
    for member in cases { bits |= 1 << UInt64(member.rawValue) }
  }

  func contains(_ member: Case) -> Bool { bits & 1 << UInt64(member.rawValue) != 0 }
}
