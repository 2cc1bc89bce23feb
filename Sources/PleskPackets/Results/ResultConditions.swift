/// When the rules about results, tasks and system elements are broken.
extension ConditionalRule {
  static let all = result + task + progress + system

  private static let result: [ConditionalRule] = [
    .atEnd(of: .result, break: .errcodeRequired, all: .statusIsError, none: .has(.errcode)) { _ in
      "status is error, but there is no errcode"
    },
    .atEnd(
      of: .result, break: .idsRequired, all: [.statusIsOK, .has(.task)],
      lacking: [.has(.filterID), .has(.id)]
    ) { fields in
      let missing = [(Role.filterID, "filter-id"), (.id, "id")].filter { !fields.has($0.0) }
      return "a successful result with a task lacks \(missing.map(\.1).joined(separator: " and "))"
    },
    .atEnd(of: .result, break: .errtextMissing, all: .statusIsError, none: .has(.errtext)) { _ in
      "status is error, but there is no errtext"
    },
    .when(
      .status, .errcode, .errtext, break: .errcodeOnSuccess, at: .result, all: .statusIsOK,
      any: [.has(.errcode), .has(.errtext)]
    ) {
      "status is ok, yet there is \($0.has(.errcode) ? "an errcode" : "an errtext"); expected neither"
    },
    .when(
      .status, .errcode, break: .errcodeZero, at: .result, all: [.statusIsError, .errcodeIsZero]
    ) { _ in "status is error, but errcode is 0; expected one of Plesk's error codes" },
    .when(.errcode, break: .errcodeUnknown, at: .result, all: .errcodeIsUnknown) {
      "errcode \($0.errcode ?? 0) is not in Plesk's list"
    },
    .atEnd(of: .result, break: .filterIDMissing, all: .statusIsError, none: .has(.filterID)) { _ in
      "status is error, but no filter-id says which query failed"
    },
    .when(
      .status, .task, break: .taskOnError, at: .result, all: [.statusIsError, .has(.task)]
    ) { _ in "status is error, yet there is a task; expected none" },
    .atEnd(
      of: .result, break: .taskMissing, all: .statusIsOK, any: [.has(.id), .has(.filterID)],
      none: .has(.task)
    ) { _ in "status is ok, but no task follows; expected one" },
    .when(.filterID, .id, break: .resultIDMismatch, at: .result, all: .idsDiffer) {
      "filter-id is not the id, \($0.id ?? 0)"
    },
  ]

  private static let task: [ConditionalRule] = [
    .when(.id, .taskID, break: .taskIDMismatch, at: .task, all: .taskIDsDiffer) {
      "the task's id is \($0.taskID ?? 0), the result's is \($0.id ?? 0)"
    },
    .when(.failureReason, break: .errorMarkup, at: .failureReason, all: .reasonHasMarkup) { _ in
      "elements or attributes in the reason; expected text only"
    },
    .when(.failureReason, break: .errorBlank, at: .failureReason, all: .reasonIsBlank) { _ in
      "the task failed without a reason; expected a text"
    },
  ]

  private static let progress: [ConditionalRule] = [
    .when(
      .total, .completed, break: .completedExceedsTotal, at: .progress, all: .completedIsMore
    ) { "completed \($0.completed ?? 0) is more than total \($0.total ?? 0)" },
    .when(.total, .completed, break: .totalUnknown, at: .progress, all: .totalIsUnknown) {
      "completed is \($0.completed ?? 0), but total is 0"
    },
    .when(.total, .completed, break: .progressNegative, at: .progress, all: .progressIsNegative) {
      "\(($0.total ?? 0) < 0 ? "total" : "completed") is negative; expected 0 or more"
    },
    .atEnd(
      of: .progress, break: .bytesWithoutCurrent, all: .hasBytes, none: .has(.current)
    ) { "completed is \($0.completed ?? 0), but there is no current" },
    .when(.total, .completed, break: .completeYetRunning, at: .progress, all: .isComplete) {
      "all \($0.total ?? 0) bytes are there, yet the task runs"
    },
  ]

  private static let system: [ConditionalRule] = [
    .when(.status, break: .systemOK, at: .system, all: [.statusIsOK, .has(.system)]) { _ in
      "status is ok in system; expected error"
    }
  ]
}
