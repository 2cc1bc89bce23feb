import PleskPackets
import TestSupport
import Testing

/// What the reducer makes from typed events: results, requests and findings, without any XML.
@Suite struct ReducerTests {
  @Test func resultIsDeliveredWithItsFields() {
    let run = ReducerRun([.element(.operation, .finishedResult(18), .failedQuery(181))])
    #expect(
      run.results == [
        DownloadResult(
          index: 1, status: .ok, filterID: "18", id: 18,
          task: DownloadTask(id: 18, state: .finished(package: 13))),
        DownloadResult(
          index: 2, status: .error, errcode: 1013, errtext: "not found", filterID: "181"),
      ])
    #expect(run.reports == [])
  }

  @Test(
    "determines the state of a task",
    arguments: [
      (
        [Step].text(.failureReason, "broken"), DownloadTask.State.failed(reason: "broken")
      ),
      (.invalid(.packageID), .finished(package: nil)),
      (
        .element(.progress, .integer(.total, 10), .integer(.completed, 4), .text(.current, "")),
        .downloading(.init(total: 10, completed: 4))
      ),
      (
        .element(.progress, .integer(.total, 10), .integer(.completed, 0)),
        .queued(.init(total: 10, completed: 0))
      ),
      (.element(.progress, .invalid(.total)), .queued(.init(total: nil, completed: nil))),
      ([], nil),
    ] as [([Step], DownloadTask.State?)])
  func taskState(_ content: [Step], _ state: DownloadTask.State?) {
    let run = ReducerRun([
      .element(
        .result, .status(.ok), .text(.filterID, "18"), .integer(.id, 18),
        .element(.task, .integer(.taskID, 18), content))
    ])
    #expect(run.results.map(\.task) == [DownloadTask(id: 18, state: state)])
    #expect(run.reports == [])
  }

  @Test func nothingLeaksIntoTheNextResult() {
    let run = ReducerRun([
      .element(
        .operation, .finishedResult(18), .element(.result, .invalid(.status)), .failedQuery(19))
    ])
    #expect(run.results.map(\.index) == [1, 2, 3])
    #expect(run.results[1] == DownloadResult(index: 2))
    #expect(run.reports == [])
  }

  @Test func absentStatusSilencesItsRules() {
    let run = ReducerRun([
      .element(.result, .integer(.errcode, 0)),
      .element(.result, .invalid(.status), .text(.errtext, "")),
    ])
    #expect(run.rules == [])
  }

  @Test func unknownCodeIsReportedWhateverTheStatus() {
    let run = ReducerRun([.element(.result, .integer(.errcode, 1016))])
    #expect(run.rules == ["result/errcode-unknown"])
  }

  @Test func invalidValuesAreSilentButPresent() {
    let run = ReducerRun([
      .element(
        .result, .status(.error), .invalid(.errcode), .text(.errtext, ""), .text(.filterID, "7"),
        .invalid(.id))
    ])
    #expect(run.rules == [])
    #expect(
      run.results == [DownloadResult(index: 1, status: .error, errtext: "", filterID: "7")])
  }

  @Test func duplicateIDsAreReportedOnlyWhenAskedFor() {
    let packet: [[Step]] = [
      .element(.operation, .finishedResult(18), .finishedResult(19), .finishedResult(18)),
      .element(.operation, .finishedResult(18)),
    ]
    #expect(ReducerRun(packet).reports == [])
    let run = ReducerRun(packet, reportsDuplicateIDs: true)
    #expect(run.rules == ["result/duplicate-id"])
    #expect(run.reports.map(\.place) == [.result])
    #expect(run.reports.map(\.during) == [.integer(.id, 18)])
  }

  @Test func systemIsNoResult() {
    let run = ReducerRun([
      .element(
        .system, .status(.error), .integer(.errcode, 1001), .text(.errtext, "wrong password"))
    ])
    #expect(run.results == [])
    #expect(run.reports == [])
    #expect(
      run.failures == [SystemFailure(status: .error, errcode: 1001, errtext: "wrong password")])
  }

  @Test func resultRulesDoNotApplyToSystem() {
    #expect(ReducerRun([.element(.system, .status(.error))]).rules == [])
    #expect(
      ReducerRun([.element(.system, .status(.error), .integer(.errcode, 0))]).rules == [])
    #expect(
      ReducerRun([.element(.system, .status(.ok), .integer(.errcode, 1016))]).rules
        == ["packet/system-ok"])
  }

  @Test func outputIsARemark() {
    let run = ReducerRun([[.open(.output), .remark(.output), .text(.output, "Notice")]])
    #expect(run.rules == ["packet/output"])
    #expect(run.reports.map(\.during) == [.remark(.output)])
  }

  @Test func requestIsDeliveredAtTheEndOfItsOperation() {
    let run = ReducerRun([.request(), .request(18, 19), .request(18, 19, 18), .finish].map { $0 })
    #expect(
      run.requests.map(\.selection) == [.all, .tasks([18, 19]), .tasks([18, 19, 18])])
    #expect(run.rules == ["request/repeated-task-id"])
    #expect(run.reports.map(\.place) == [.requestedID])
  }

  @Test func repetitionsAreCountedInEachFilter() {
    #expect(ReducerRun([.request(18), .request(18)]).rules == [])
    #expect(
      ReducerRun([.request(18, 18, 18)]).rules
        == ["request/repeated-task-id", "request/repeated-task-id"])
  }

  @Test func invalidTaskIDIsNotRequested() {
    let run = ReducerRun([
      .element(.operation, .element(.filter, .invalid(.requestedID), .integer(.requestedID, 5)))
    ])
    #expect(run.requests.map(\.selection) == [.tasks([5])])
  }

  @Test func sameEventsGiveTheSameOutput() {
    let packet: [[Step]] = [
      .element(.operation, .bareResult, .finishedResult(18), .failedQuery(19))
    ]
    #expect(ReducerRun(packet) == ReducerRun(packet))
  }
}

extension [Step] {
  static var finish: [Step] { [.finish] }
}
