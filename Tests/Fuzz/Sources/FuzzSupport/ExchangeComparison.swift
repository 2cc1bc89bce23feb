import PleskPackets

/// A response checked against its request by both engines; compares the findings `exchange/…` with
/// a count of the results.
public enum ExchangeComparison {
  /// Reads a request, then a response as the answer to it, and ends the process if there is
  /// anything wrong.
  public static func check(_ request: [UInt8], _ response: [UInt8], _ plan: Plan) {
    var plan = plan
    plan.options.request = asked(by: request, plan)
    if plan.options.kind == .request { plan.options.kind = nil }
    let run = EngineComparison.outcome(of: response, plan)
    let expected = ExpectedExchange(plan.options.request, run)
    var differences = Differences()
    func messages(_ rule: String) -> [String] {
      run.findings.filter { $0.rule.id == rule }.map(\.message)
    }
    let unrequested = messages("exchange/unrequested-id")
    // If a packet ends early, the finding may have been reported, but not the result.
    let surplus = run.error == nil ? 0 : max(0, unrequested.count - expected.unrequested.count)
    differences.note(
      "unrequested", unrequested.dropLast(min(1, surplus)), expected.unrequested[...])
    differences.note(
      "unanswered", messages("exchange/unanswered-id"),
      run.hasResults || messages("exchange/unanswered-id").count > 0 ? expected.unanswered : [])
    differences.note(
      "without errtext", messages("exchange/errtext-required").count,
      expected.failuresWithoutErrtext)
    let empty = messages("exchange/empty-answer").count
    differences.note("empty answers at most", max(empty, expected.bare), expected.bare)
    differences.report(response, plan, "findings", "results")
  }

  /// What a request asks for, if it is valid.
  private static func asked(by request: [UInt8], _ plan: Plan) -> DownloadStatusRequest? {
    var plan = plan
    plan.options.kind = .request
    plan.options.request = nil
    let run = EngineComparison.outcome(of: request, plan)
    guard run.error == nil, run.summary.verdict == .valid, !run.requests.isEmpty else { return nil }
    var ids: [Int64] = []
    var asksForAll = false
    for case .tasks(let more) in run.requests.map(\.selection) { ids += more }
    for case .all in run.requests.map(\.selection) { asksForAll = true }
    var differences = Differences()
    differences.note("ids that are not in the request", foreign(ids, in: request), [])
    differences.report(request, plan, "request", "its bytes")
    return DownloadStatusRequest(asksForAll ? .all : .tasks(ids))
  }

  /// The ids that are not in a packet with only plain digits.
  private static func foreign(_ ids: [Int64], in packet: [UInt8]) -> [Int64] {
    // Without the zeros of digits in UTF-16.
    let text = String(decoding: packet.filter { $0 != 0 }, as: UTF8.self)
    if text.contains("&") || text.contains("<!") || text.contains("<?") { return [] }
    return ids.filter { !text.contains(String($0)) }
  }
}

/// The findings that the rules `exchange/…` must make, derived from the results alone.
private struct ExpectedExchange {
  /// The messages, in the order of the results.
  private(set) var unrequested: [String] = []
  private(set) var unanswered: [String] = []
  private(set) var failuresWithoutErrtext = 0
  /// Results with status ok and nothing else, as far as the result shows.
  private(set) var bare = 0

  init(_ request: DownloadStatusRequest?, _ run: PlannedRun) {
    guard case .tasks(let ids) = request?.selection else { return }
    var answered: Set<Int64> = []
    for result in run.results {
      let filter = NumericText(result.filterID)
      let named = [result.id, filter.value].compactMap { $0 }
      answered.formUnion(named)
      if result.id != nil || filter.isNumber, Set(named).isDisjoint(with: ids) {
        let task = named.first.map { "task \($0)" } ?? "the task with this filter-id"
        unrequested.append("\(task) was not requested")
      }
      if result.status == .error, result.errtext == nil { failuresWithoutErrtext += 1 }
      let rest = DownloadResult(index: result.index, status: .ok)
      if result == rest { bare += 1 }
    }
    var seen: Set<Int64> = []
    let open = ids.filter { !answered.contains($0) && seen.insert($0).inserted }
    if run.error == nil, run.summary.kind == .response, !open.isEmpty {
      let more = open.count > 10 ? " and \(open.count - 10) more" : ""
      unanswered = [
        "no result for \(open.prefix(10).map(String.init).joined(separator: ", "))\(more)"
      ]
    }
  }
}

/// A filter-id as a number, if it is one.
private struct NumericText {
  let isNumber: Bool
  /// Also nil if it does not fit 64 bits.
  let value: Int64?

  init(_ text: String?) {
    let isBlank: (UInt8) -> Bool = { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    var number = Array((text ?? "").utf8)[...]
    number = number.drop(while: isBlank)
    while let last = number.last, isBlank(last) { number.removeLast() }
    let digits = number.first.map { "+-".utf8.contains($0) } == true ? number.dropFirst() : number
    isNumber = !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
    value = isNumber ? Int64(String(decoding: number, as: UTF8.self)) : nil
  }
}

extension PlannedRun {
  fileprivate var hasResults: Bool { run.outcome.summary.results > 0 }
}
