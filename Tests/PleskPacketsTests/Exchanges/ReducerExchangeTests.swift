import PleskPackets
import TestSupport
import Testing

/// A response checked against a known request.
@Suite struct ReducerExchangeTests {
  private func run(_ results: [Step]..., request ids: Int64...) -> ReducerRun {
    ReducerRun(
      [.element(.operation, results.flatMap { $0 }), .finish],
      request: DownloadStatusRequest(.tasks(ids)))
  }

  @Test func everythingAnswered() {
    #expect(run(.finishedResult(18), .failedQuery(19), request: 18, 19).reports == [])
  }

  @Test func unansweredIsReportedAtTheEndOfThePacket() {
    let run = run(.finishedResult(18), request: 18, 19, 20)
    #expect(
      run.reports == [
        .init(rule: "exchange/unanswered-id", place: .operation, opened: 0, during: .finish)
      ])
  }

  @Test func aPacketThatDoesNotEndWellLeavesNothingUnanswered() {
    let run = ReducerRun(
      [.element(.operation, .finishedResult(18))],
      request: DownloadStatusRequest(.tasks([18, 19])))
    #expect(run.reports == [])
  }

  @Test func unansweredIsPlacedAtTheFirstOperation() {
    let run = ReducerRun(
      [
        .element(.operation, .finishedResult(18)), .element(.operation, .finishedResult(19)),
        .finish,
      ], request: DownloadStatusRequest(.tasks([18, 19, 20])))
    #expect(run.reports.map(\.opened) == [0])
    #expect(run.rules == ["exchange/unanswered-id"])
  }

  @Test func unrequestedIsReportedOnceBothIDsAreKnown() {
    let run = run(.finishedResult(18), .finishedResult(19), request: 18)
    #expect(run.rules == ["exchange/unrequested-id"])
    #expect(run.reports.map(\.during) == [.integer(.id, 19)])
    #expect(run.reports.map(\.place) == [.result])
  }

  @Test func unrequestedIsReportedAtTheEndOfAResultWithOneID() {
    let run = run(.finishedResult(18), .failedQuery(19), request: 18)
    #expect(run.rules == ["exchange/unrequested-id"])
    #expect(run.reports.map(\.during) == [.close(.result)])
  }

  @Test func filterIDAnswersWhereItIsANumber() {
    #expect(run(.failedQuery(18), request: 18).rules == [])
    let named: [Step] = .element(
      .result, .status(.error), .integer(.errcode, 1013), .text(.errtext, "x"),
      .text(.filterID, "18x"))
    #expect(run(named, request: 18).rules == ["exchange/unanswered-id"])
  }

  @Test func oneOfTwoIDsIsEnough() {
    let other: [Step] = .element(
      .result, .status(.ok), .text(.filterID, " +018\n"), .integer(.id, 19),
      .element(.task, .integer(.taskID, 19), .element(.finished, .integer(.packageID, 1))))
    #expect(run(other, request: 18).rules == ["result/id-mismatch"])
  }

  @Test func failedQueryNeedsErrtext() {
    let silent: [Step] = .element(
      .result, .status(.error), .integer(.errcode, 1013), .text(.filterID, "18"))
    #expect(
      run(silent, request: 18).rules == ["result/errtext-missing", "exchange/errtext-required"])
    #expect(ReducerRun([.element(.operation, silent)]).rules == ["result/errtext-missing"])
  }

  @Test func noTransactionIsNoAnswer() {
    #expect(
      run(.bareResult, request: 18).rules
        == ["exchange/empty-answer", "result/no-transaction", "exchange/unanswered-id"])
  }

  @Test func aRequestForEverythingAsksForEveryID() {
    let run = ReducerRun(
      [.element(.operation, .finishedResult(18), .bareResult), .finish],
      request: DownloadStatusRequest(.all))
    #expect(run.rules == ["result/no-transaction-misplaced"])
  }

  @Test func aFailureOfTheWholeRequestLeavesNothingUnanswered() {
    let run = ReducerRun(
      [.element(.system, .status(.error), .integer(.errcode, 1001)), .finish],
      request: DownloadStatusRequest(.tasks([18])))
    #expect(run.reports == [])
  }

  @Test func invalidIDIsIgnored() {
    let invalid: [Step] = .element(
      .result, .status(.error), .integer(.errcode, 1013), .text(.errtext, "x"),
      .text(.filterID, ""), .invalid(.id))
    #expect(run(invalid, request: 18).rules == ["exchange/unanswered-id"])
  }
}
