import PleskPackets
import TestSupport
import Testing

/// The push parser as its users see it.
@Suite struct PacketParserTests {
  static let packet = response(
    finishedResult(id: 18, package: 13) + finishedResult(id: 19, package: 14))
  static let results = [18, 19].enumerated().map { index, id in
    DownloadResult(
      index: index + 1, status: .ok, filterID: String(id), id: Int64(id),
      task: DownloadTask(id: Int64(id), state: .finished(package: Int64(13 + index))))
  }

  @Test func takesArraysAndSpans() throws {
    let bytes = Array(Self.packet.utf8)
    let log = EventLog()
    var parser = PacketParser { log.append($0) }
    try parser.feed(Array(bytes[..<100]))
    try parser.feed(bytes.span.extracting(100...))
    try parser.feed([])
    let summary = try parser.finish()
    #expect(log.events == Self.results.map { .result($0) })
    #expect(summary.results == 2)
    #expect(summary.bytes == bytes.count)
    #expect(summary.kind == .response)
    #expect(summary.verdict == .valid)
  }

  @Test func resultIsDeliveredWithTheLastByteOfItsEndTag() throws {
    let log = EventLog()
    var parser = PacketParser { log.append($0) }
    var fed = ""
    for byte in Self.packet.utf8 {
      try parser.feed([byte])
      fed.unicodeScalars.append(Unicode.Scalar(byte))
      let complete = fed.split(separator: "</result>", omittingEmptySubsequences: false).count - 1
      #expect(log.events.count == complete, "after \(fed.suffix(20))")
    }
  }

  @Test func viewsBorrow() throws {
    var seen: [String] = []
    var parser = PacketParser { event in
      guard case .result(let result) = event else { return }
      #expect(result.index == seen.count + 1)
      #expect(result.status == .error)
      #expect(result.errcode == 1013)
      #expect(result.id == nil)
      if result.task != nil { Issue.record("a task that the result does not have") }
      seen.append("\(result.errtext?.count ?? -1) \(result.filterID?.count ?? -1)")
    }
    let failed = { (rest: String) in
      "<result><status>error</status><errcode>1013</errcode>\(rest)</result>"
    }
    try parser.feed(
      Array(
        response(
          failed("<errtext>é</errtext><filter-id/>") + failed("")
            + failed("<filter-id>181</filter-id>")
        ).utf8))
    #expect(seen == ["2 0", "-1 -1", "-1 3"])
  }

  @Test func taskViewsBorrow() throws {
    var seen: [String] = []
    var parser = PacketParser { event in
      guard case .result(let result) = event, let task = result.task else { return }
      let reason = task.failureReason?.count ?? -1
      let numbers = [task.id, task.packageID, task.total, task.completed].map { $0 ?? -1 }
      seen.append("\(task.state?.rawValue ?? "none") \(numbers) \(reason)")
    }
    try parser.feed(
      Array(
        response(
          finishedResult(id: 18, package: 13) + failedResult(reason: "é")
            + result(
              taskState:
                "<in-progress><total>9</total><completed>4</completed><current/></in-progress>")
            + result(taskState: "<in-progress><total>9</total></in-progress>")
            + result(taskState: "")
        ).utf8))
    #expect(
      seen == [
        "finished [18, 13, -1, -1] -1", "failed [18, -1, -1, -1] 2",
        "downloading [18, -1, 9, 4] -1", "queued [18, -1, 9, -1] -1", "none [18, -1, -1, -1] -1",
      ])
  }

  @Test("feeding after the end is refused", arguments: [[], Array("<".utf8)])
  func afterTheEnd(_ more: [UInt8]) throws {
    let log = EventLog()
    var parser = PacketParser { log.append($0) }
    try parser.feed(Array(Self.packet.utf8))
    let summary = try parser.finish()
    let fed = error { () throws(PacketError) in try parser.feed(more) }
    #expect(fed?.code == .finished)
    let finished = error { () throws(PacketError) in _ = try parser.finish() }
    #expect(finished?.code == .finished)
    #expect(fed?.rule == nil)
    #expect(log.events.count == 2)
    #expect(parser.summary == summary)
  }

  @Test func aFatalErrorIsThrownAgainButReportedOnce() {
    let log = EventLog()
    var parser = PacketParser { log.append($0) }
    let first = error { () throws(PacketError) in
      try parser.feed(Array("<packet><aps></packet>".utf8))
    }
    #expect(first?.rule?.id == "xml/not-well-formed")
    #expect(first?.code == .packet)
    #expect(first == error { () throws(PacketError) in try parser.feed(Array("x".utf8)) })
    #expect(first == error { () throws(PacketError) in try parser.feed([]) })
    #expect(first == error { () throws(PacketError) in _ = try parser.finish() })
    #expect(log.events.count == 1)
    #expect(parser.summary.verdict == .invalid)
    #expect(parser.summary.errors == 1)
  }

  @Test func resultsBeforeAFatalErrorStay() {
    let outcome = Outcome(of: String(Self.packet.dropLast(30)))
    #expect(outcome.results == Self.results)
    #expect(outcome.error?.rule?.id == "xml/truncated")
    #expect(outcome.error?.path == "/packet/aps[1]/get-download-status[1]")
  }

  @Test func kindIsDetectedOrGiven() {
    let filter = request("<filter/>")
    #expect(Outcome(of: filter).summary.kind == .request)
    #expect(Outcome(of: filter, options: PacketOptions(kind: .response)).summary.kind == .response)
    #expect(
      Outcome(of: filter, options: PacketOptions(kind: .response)).ruleIDs
        == ["schema/unexpected-element", "schema/missing-element"])
    #expect(Outcome(of: "<packet/>").summary.kind == .response)
    #expect(
      Outcome(of: "<packet/>", options: PacketOptions(kind: .request)).summary.kind == .request)
  }

  @Test func requestsAndSystemFailuresAreDelivered() {
    let ids = "<filter><task-id>18</task-id><task-id>19</task-id></filter>"
    #expect(Outcome(of: request(ids)).requests == [DownloadStatusRequest(.tasks([18, 19]))])
    #expect(Outcome(of: request("<filter/>")).requests == [DownloadStatusRequest(.all)])
    let failure =
      "<status>error</status><errcode>1001</errcode><errtext>Password is invalid</errtext>"
    let outcome = Outcome(of: "<packet><system>\(failure)</system></packet>")
    #expect(
      outcome.systemFailures
        == [SystemFailure(status: .error, errcode: 1001, errtext: "Password is invalid")])
    #expect(outcome.findings == [])
    #expect(outcome.summary.results == 0)
  }

  @Test func errorsDescribeThemselves() {
    let error = Outcome(of: "<packet>\n<aps></packet>").error
    #expect(
      error.map(String.init(describing:))
        == "2:8: xml/not-well-formed: the end tag does not match the start tag")
  }

  /// What the body throws.
  private func error(_ body: () throws(PacketError) -> Void) -> PacketError? {
    do throws(PacketError) {
      try body()
      return nil
    } catch {
      return error
    }
  }
}
