/// A field of a result, as `--results-fields` and the JSON lines name it.
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
