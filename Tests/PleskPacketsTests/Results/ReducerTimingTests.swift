import PleskPackets
import TestSupport
import Testing

/// A finding is reported as soon as it is certain: present elements at once, missing ones at the
/// end.
@Suite struct ReducerTimingTests {
  struct Case: CustomTestStringConvertible {
    var rule: String
    var place: Role
    var during: Step
    var result: [Step]

    var testDescription: String { "\(rule) during \(during)" }
  }

  static let cases = [
    Case(
      rule: "result/task-on-error", place: .result, during: .open(.task),
      result: .status(.error) + .integer(.errcode, 1013) + .text(.errtext, "")
        + .text(.filterID, "")
        + .element(.task, .integer(.taskID, 1))),
    Case(
      rule: "result/task-on-error", place: .result, during: .status(.error),
      result: .element(.task, .integer(.taskID, 1)) + .status(.error) + .integer(.errcode, 1013)
        + .text(.errtext, "") + .text(.filterID, "")),
    Case(
      rule: "result/errcode-on-success", place: .result, during: .open(.errcode),
      result: .status(.ok) + .invalid(.errcode) + .text(.errtext, "")),
    Case(
      rule: "result/errcode-on-success", place: .result, during: .status(.ok),
      result: .text(.errtext, "") + .status(.ok)),
    Case(
      rule: "result/errcode-zero", place: .result, during: .integer(.errcode, 0),
      result: .status(.error) + .integer(.errcode, 0) + .text(.errtext, "") + .text(.filterID, "")),
    Case(
      rule: "result/errcode-unknown", place: .result, during: .integer(.errcode, 1016),
      result: .status(.error) + .integer(.errcode, 1016) + .text(.errtext, "")
        + .text(.filterID, "")),
    Case(
      rule: "result/errcode-required", place: .result, during: .close(.result),
      result: .status(.error) + .text(.errtext, "") + .text(.filterID, "")),
    Case(
      rule: "result/errtext-missing", place: .result, during: .close(.result),
      result: .status(.error) + .integer(.errcode, 1013) + .text(.filterID, "")),
    Case(
      rule: "result/filter-id-missing", place: .result, during: .close(.result),
      result: .status(.error) + .integer(.errcode, 1013) + .text(.errtext, "")),
    Case(
      rule: "result/ids-required", place: .result, during: .close(.result),
      result: .status(.ok) + .integer(.id, 1) + .element(.task, .integer(.taskID, 1))),
    Case(
      rule: "result/task-missing", place: .result, during: .close(.result),
      result: .status(.ok) + .text(.filterID, "x")),
    Case(
      rule: "result/id-mismatch", place: .result, during: .integer(.id, 18),
      result: ok("19") + .element(.task, .integer(.taskID, 18))),
    Case(
      rule: "task/id-mismatch", place: .task, during: .integer(.taskID, 19),
      result: ok("18") + .element(.task, .integer(.taskID, 19))),
    Case(
      rule: "task/error-blank", place: .failureReason, during: .text(.failureReason, " \n"),
      result: task(.text(.failureReason, " \n"))),
    Case(
      rule: "task/error-markup", place: .failureReason, during: .markup(.failureReason),
      result: task([
        .open(.failureReason), .markup(.failureReason), .text(.failureReason, "x"),
      ])),
    Case(
      rule: "progress/completed-exceeds-total", place: .progress,
      during: .integer(.completed, 11), result: progress(10, 11)),
    Case(
      rule: "progress/total-unknown", place: .progress, during: .integer(.completed, 5),
      result: progress(0, 5)),
    Case(
      rule: "progress/negative", place: .progress, during: .integer(.total, -1),
      result: progress(-1, 0)),
    Case(
      rule: "progress/complete-yet-running", place: .progress, during: .integer(.completed, 7),
      result: progress(7, 7)),
    Case(
      rule: "progress/bytes-without-current", place: .progress, during: .close(.progress),
      result: task(.element(.progress, .integer(.total, 9), .integer(.completed, 5)))),
    Case(
      rule: "result/id-mismatch", place: .result, during: .integer(.id, 18),
      result: ok("17") + .element(.task, .integer(.taskID, 18))),
    Case(
      rule: "task/id-mismatch", place: .task, during: .integer(.taskID, 17),
      result: ok("18") + .element(.task, .integer(.taskID, 17))),
    Case(
      rule: "progress/completed-exceeds-total", place: .progress, during: .integer(.completed, 2),
      result: progress(1, 2)),
    Case(
      rule: "progress/negative", place: .progress, during: .integer(.total, -1),
      result: progress(-1, 5)),
    // In the other order, the last one makes it certain.
    Case(
      rule: "result/errcode-zero", place: .result, during: .status(.error),
      result: .integer(.errcode, 0) + .status(.error) + .text(.errtext, "") + .text(.filterID, "")),
    Case(
      rule: "result/id-mismatch", place: .result, during: .text(.filterID, "19"),
      result: .status(.ok) + .integer(.id, 18) + .text(.filterID, "19")
        + .element(.task, .integer(.taskID, 18))),
    Case(
      rule: "task/id-mismatch", place: .task, during: .integer(.id, 18),
      result: .status(.ok) + .text(.filterID, "18") + .element(.task, .integer(.taskID, 19))
        + .integer(.id, 18)),
    Case(
      rule: "progress/completed-exceeds-total", place: .progress,
      during: .integer(.total, 10), result: progressReversed(10, 11)),
    Case(
      rule: "progress/total-unknown", place: .progress, during: .integer(.total, 0),
      result: progressReversed(0, 5)),
    Case(
      rule: "progress/negative", place: .progress, during: .integer(.completed, -1),
      result: progress(0, -1)),
    Case(
      rule: "progress/complete-yet-running", place: .progress, during: .integer(.total, 7),
      result: progressReversed(7, 7)),
  ]

  private static func ok(_ filterID: String) -> [Step] {
    .status(.ok) + .text(.filterID, filterID) + .integer(.id, 18)
  }
  private static func task(_ content: [Step]) -> [Step] {
    ok("18") + .element(.task, .integer(.taskID, 18), content)
  }
  private static func progress(_ total: Int64, _ completed: Int64) -> [Step] {
    task(
      .element(
        .progress, .integer(.total, total), .integer(.completed, completed), .text(.current, "")))
  }

  private static func progressReversed(_ total: Int64, _ completed: Int64) -> [Step] {
    task(
      .element(
        .progress, .integer(.completed, completed), .integer(.total, total), .text(.current, "")))
  }

  @Test("is reported once, as soon as it is certain", arguments: cases)
  func timing(_ testCase: Case) {
    let steps: [Step] = .element(.operation, .element(.result, testCase.result))
    let run = ReducerRun([steps])
    #expect(
      run.reports == [
        ReducerRun.Report(
          rule: testCase.rule, place: testCase.place,
          opened: steps.firstIndex(of: .open(testCase.place)) ?? -1, during: testCase.during)
      ])
  }

  @Test func loneBareResultIsReportedAtTheEndOfItsOperation() {
    let run = ReducerRun([.element(.operation, .bareResult)])
    #expect(
      run.reports == [
        .init(
          rule: "result/no-transaction", place: .result, opened: 1, during: .close(.operation))
      ])
  }

  @Test func firstBareResultIsReportedWhenTheSecondResultComes() {
    let run = ReducerRun([.element(.operation, .bareResult, .finishedResult(18))])
    #expect(
      run.reports == [
        .init(
          rule: "result/no-transaction-misplaced", place: .result, opened: 1,
          during: .open(.result))
      ])
  }

  @Test func laterBareResultsAreReportedAtTheirEnd() {
    let run = ReducerRun([.element(.operation, .bareResult, .bareResult, .bareResult)])
    #expect(run.rules == Array(repeating: "result/no-transaction-misplaced", count: 3))
    #expect(run.reports.map(\.opened) == [1, 5, 9])
    #expect(
      run.reports.map(\.during) == [.open(.result), .close(.result), .close(.result)])
  }

  @Test func bareResultsOfTwoOperationsAreLone() {
    let run = ReducerRun([
      .element(.operation, .bareResult), .element(.operation, .bareResult),
    ])
    #expect(run.rules == ["result/no-transaction", "result/no-transaction"])
  }

  @Test func anUnusedChildMakesAResultNotBare() {
    let run = ReducerRun([
      .element(.operation, .element(.result, .status(.ok), [.unusedChild(.result)]))
    ])
    #expect(run.reports == [])
  }

  @Test func aBareResultOfAnOperationThatNeverEndsIsNotReported() {
    #expect(ReducerRun([[.open(.operation)], .bareResult]).reports == [])
  }
}
