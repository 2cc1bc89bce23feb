import TestSupport

/// Results that break a rule about how their values fit together, or whose status is invalid.
extension LaneTrap {
  private static let finished = finishedResult(id: 9, package: 1)
  private static let task = "<task><id>9</id><finished><package-id>1</package-id></finished></task>"

  private static let statuses: [LaneTrap] = [
    "OK", "Ok", " ok", "ok ", "ok\n", "okk", "o", "k", "", " ", "ko", "o k", "Error", "errors",
    "erro",
    "error ", "eror", "none", "0", "1", "true",
  ].map { status in
    odd(
      "status \(status.debugDescription)",
      finished.replacing("<status>ok<", with: "<status>\(status)<"), "schema/value")
  }

  private static let rest: [LaneTrap] = [
    odd(
      "a task of a failed query",
      "<result><status>error</status><errcode>1013</errcode><errtext>x</errtext><filter-id>9</filter-id>\(task)</result>",
      "result/task-on-error"),
    odd(
      "an id of a failed query",
      failedQuery("x").replacing("</filter-id>", with: "</filter-id><id>18</id>")),
    odd(
      "another id of a failed query",
      failedQuery("x").replacing("</filter-id>", with: "</filter-id><id>19</id>"),
      "result/id-mismatch"),
    odd(
      "a failed query with the status of another one",
      failedQuery("x").replacing("<status>error<", with: "<status>ok<"),
      "result/errcode-on-success", "result/task-missing"),
    odd(
      "a task with the status of a failed query",
      finished.replacing("<status>ok<", with: "<status>error<"), "result/task-on-error",
      "result/errcode-required", "result/errtext-missing"),
    odd(
      "an errcode of success",
      finished.replacing("</status>", with: "</status><errcode>1013</errcode>"),
      "result/errcode-on-success"),
    odd(
      "an errcode 0 of success",
      finished.replacing("</status>", with: "</status><errcode>0</errcode>"),
      "result/errcode-on-success"),
    odd(
      "an unknown errcode of success",
      finished.replacing("</status>", with: "</status><errcode>1</errcode>"),
      "result/errcode-on-success", "result/errcode-unknown"),
    odd(
      "an errtext of success",
      finished.replacing("</status>", with: "</status><errtext></errtext>"),
      "result/errcode-on-success"),
    odd(
      "neither filter-id nor id", "<result><status>ok</status>\(task)</result>",
      "result/ids-required"),
    odd(
      "id without a task", "<result><status>ok</status><id>9</id></result>", "result/task-missing"),
    odd(
      "both ids without a task",
      "<result><status>ok</status><filter-id>9</filter-id><id>9</id></result>",
      "result/task-missing"),
    odd(
      "an invalid id next to a task's id",
      finished.replacing("<id>9</id><task>", with: "<id>x</id><task>"), "schema/value"),
    odd(
      "an id that does not fit 64 bits next to the same filter-id",
      finished.replacing(
        "9</filter-id><id>9<", with: "9223372036854775808</filter-id><id>9223372036854775808<"),
      "value/unrepresentable"),
  ]

  static let ruleBreakers: [LaneTrap] = statuses + rest
}
