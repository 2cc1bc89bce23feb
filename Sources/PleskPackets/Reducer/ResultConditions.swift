/// When the rules about results, tasks and system elements are broken.
extension ConditionalRules {
  static let all = ConditionalRules(result + task + progress + system)

  private static let result: [ConditionalRule] = [
    .atEnd(of: .result, break: .errcodeRequired) { $0.status == .error && !$0.has(.errcode) }
      message: { _ in "status is error, but there is no errcode" },
    .atEnd(of: .result, break: .idsRequired) {
      $0.status == .ok && $0.has(.task) && !($0.has(.filterID) && $0.has(.id))
    } message: { facts in
      let missing = [(Role.filterID, "filter-id"), (.id, "id")].filter { !facts.has($0.0) }
      return "a successful result with a task lacks \(missing.map(\.1).joined(separator: " and "))"
    },
    .atEnd(of: .result, break: .errtextMissing) { $0.status == .error && !$0.has(.errtext) }
      message: { _ in "status is error, but there is no errtext" },
    .when(.status, .errcode, .errtext, break: .errcodeOnSuccess, at: .result) {
      $0.status == .ok && ($0.has(.errcode) || $0.has(.errtext))
    } message: {
      "status is ok, yet there is \($0.has(.errcode) ? "an errcode" : "an errtext"); expected neither"
    },
    .when(.status, .errcode, break: .errcodeZero, at: .result) {
      $0.status == .error && $0.errcode == 0
    } message: { _ in "status is error, but errcode is 0; expected one of Plesk's error codes" },
    .when(.errcode, break: .errcodeUnknown, at: .result) {
      if let code = $0.errcode { code != 0 && KnownErrorCode.meaning(of: code) == nil } else { false }
    } message: { "errcode \($0.errcode ?? 0) is not in Plesk's list" },
    .atEnd(of: .result, break: .filterIDMissing) { $0.status == .error && !$0.has(.filterID) }
      message: { _ in "status is error, but no filter-id says which query failed" },
    .when(.status, .task, break: .taskOnError, at: .result) {
      $0.status == .error && $0.has(.task)
    } message: { _ in "status is error, yet there is a task; expected none" },
    .atEnd(of: .result, break: .taskMissing) {
      $0.status == .ok && ($0.has(.id) || $0.has(.filterID)) && !$0.has(.task)
    } message: { _ in "status is ok, but no task follows; expected one" },
    .when(.filterID, .id, break: .resultIDMismatch, at: .result) { facts in
      guard let id = facts.id else { return false }
      return switch facts.filterNumber {
      case .value(let number): number != id
      case .tooLarge: true
      case .notAnInteger: false
      }
    } message: { "filter-id is not the id, \($0.id ?? 0)" },
  ]

  private static let task: [ConditionalRule] = [
    .when(.id, .taskID, break: .taskIDMismatch, at: .task) {
      if let id = $0.id, let taskID = $0.taskID { id != taskID } else { false }
    } message: { "the task's id is \($0.taskID ?? 0), the result's is \($0.id ?? 0)" },
    .when(.failureReason, break: .errorMarkup, at: .failureReason) { $0.hasMarkup }
      message: { _ in "elements or attributes in the reason; expected text only" },
    .when(.failureReason, break: .errorBlank, at: .failureReason) { $0.reasonIsBlank }
      message: { _ in "the task failed without a reason; expected a text" },
  ]

  private static let progress: [ConditionalRule] = [
    .when(.total, .completed, break: .completedExceedsTotal, at: .progress) {
      if let total = $0.total, let completed = $0.completed {
        completed > total && total > 0
      } else {
        false
      }
    } message: { "completed \($0.completed ?? 0) is more than total \($0.total ?? 0)" },
    .when(.total, .completed, break: .totalUnknown, at: .progress) {
      if let completed = $0.completed { completed > 0 && $0.total == 0 } else { false }
    } message: { "completed is \($0.completed ?? 0), but total is 0" },
    .when(.total, .completed, break: .progressNegative, at: .progress) {
      ($0.total ?? 0) < 0 || ($0.completed ?? 0) < 0
    } message: { facts in
      "\((facts.total ?? 0) < 0 ? "total" : "completed") is negative; expected 0 or more"
    },
    .atEnd(of: .progress, break: .bytesWithoutCurrent) {
      ($0.completed ?? 0) > 0 && !$0.has(.current)
    } message: { "completed is \($0.completed ?? 0), but there is no current" },
    .when(.total, .completed, break: .completeYetRunning, at: .progress) {
      if let completed = $0.completed { completed > 0 && $0.total == completed } else { false }
    } message: { "all \($0.total ?? 0) bytes are there, yet the task runs" },
  ]

  private static let system: [ConditionalRule] = [
    .when(.status, break: .systemOK, at: .system) { $0.status == .ok }
      message: { _ in "status is ok in system; expected error" }
  ]
}
