/// A field of a result, as `--results-fields` names it. The names are those of JSON lines.
enum ResultField: Int, CaseIterable {
  case file, part, index, status, errcode, errtext, filterID, id
  case taskID, taskState, taskPackageID, taskError, taskTotal, taskCompleted

  var name: String {
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

/// What became of a query, as `--state` names it. Every result has one.
enum ResultState: Int, CaseIterable {
  /// The state of the task, where the query went well.
  case finished, failed, downloading, queued
  /// The query failed.
  case error
  /// The query went well, and no task tells a state.
  case none

  var name: String { "\(self)" }
}

/// Some of an enumeration's cases, one bit each.
struct CaseSet<Case: CaseIterable & RawRepresentable<Int>>: Sendable {
  private var bits: UInt64 = 0

  init(_ cases: some Sequence<Case>) {
    for member in cases { bits |= 1 << UInt64(member.rawValue) }
  }

  func contains(_ member: Case) -> Bool { bits & 1 << UInt64(member.rawValue) != 0 }
}
