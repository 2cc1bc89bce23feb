import PleskPackets
import TestSupport
import Testing

/// What is written is read back equal, byte for byte, by both engines.
@Suite struct RoundTripTests {
  /// Writes results, and reads them back.
  private func expectSame(_ results: [DownloadResult], _ options: PacketWriter.Options) throws {
    let packet = try PacketWriter.response(results, options: options)
    for run in Written.runs(of: packet) {
      #expect(run.error == nil)
      #expect(run.summary.verdict == .valid)
      if !options.allowsWarnings { #expect(run.findings.allSatisfy { $0.severity == .info }) }
      #expect(run.results == Written.inOrder(results))
      #expect(run.results.map(\.textBytes) == results.map(\.textBytes))
    }
  }

  private static let states: [DownloadTask.State] = [
    .finished(package: 1), .finished(package: .max), .failed(reason: "x"),
    .failed(reason: " \n x\r"),
    .downloading(.init(total: 2, completed: 1)), .downloading(.init(total: .max, completed: .max)),
    .downloading(.init(total: 0, completed: 0)), .queued(.init(total: 0, completed: 0)),
    .queued(.init(total: .max, completed: 0)),
  ]

  @Test("results in every state", arguments: states)
  func state(_ state: DownloadTask.State) throws {
    let result = DownloadResult(
      index: 7, status: .ok, filterID: "18", id: 18, task: DownloadTask(id: 18, state: state))
    try expectSame([result], .default)
    try expectSame([result, result], .init(version: nil, layout: .indented(by: 3)))
  }

  @Test("failed queries, and “no transaction is running”")
  func withoutTask() throws {
    let failed = DownloadResult(status: .error, errcode: .max, errtext: "\u{0009}", filterID: "")
    try expectSame([failed], .default)
    try expectSame([DownloadResult(status: .ok)], .default)
    try expectSame([DownloadResult(status: .error, errcode: 0)], .init(allowsWarnings: true))
  }

  @Test(
    "texts of all kinds",
    arguments: [
      "", " ", "\t", "\n", "\r", "\r\n", "\n\r\r", " a ", "\n  a\n", "]]>", "]]", "]", "a]]>b", "&",
      "&amp;", "&#13;", "<", ">", "</errtext>", "<![CDATA[]]>", "\"'", "\u{7F}\u{80}\u{85}\u{9F}",
      "\u{2028}\u{2029}", "\u{FEFF}", "\u{FEFF}x", "e\u{301}", "é", "\u{D7FF}\u{E000}\u{FFFD}",
      "😀\u{10000}\u{10FFFF}\u{1FFFE}",
    ])
  func texts(_ text: String) throws {
    let failedQuery = DownloadResult(status: .error, errcode: 1013, errtext: text, filterID: text)
    let failedTask = DownloadResult(
      status: .ok, filterID: "18", id: 18,
      task: DownloadTask(id: 18, state: .failed(reason: text)))
    for layout in [PacketWriter.Layout.compact, .indented(by: 2)] {
      try expectSame([failedQuery], .init(layout: layout))
      // A reason of whitespace gets a warning.
      try expectSame([failedTask, failedQuery], .init(layout: layout, allowsWarnings: true))
    }
    let failure = SystemFailure(status: .error, errcode: nil, errtext: text)
    for run in Written.runs(of: try PacketWriter.response(failure)) {
      #expect(run.events == [.systemFailure(failure)])
      guard case .systemFailure(let read) = run.events.first else { continue }
      #expect(read.errtext.map { Array($0.utf8) } == Array(text.utf8))
    }
  }

  @Test("a text as long as the reader's limit, and no longer")
  func limit() throws {
    func findings(_ count: Int) throws -> [String] {
      let text = String(repeating: "&", count: count)
      let packet = try PacketWriter.response(
        SystemFailure(status: .error, errcode: 1, errtext: text))
      return Outcome(of: packet).ruleIDs
    }
    #expect(try findings(Limits.default.text) == [])
    #expect(try findings(Limits.default.text + 1) == ["xml/limit"])
  }

  @Test("the corpus", arguments: try Corpus.fixtures())
  func corpus(_ fixture: Fixture) throws {
    let read = Outcome(of: fixture.packet, options: fixture.options)
    guard read.error == nil, read.summary.verdict == .valid else { return }
    let options = PacketWriter.Options(layout: .indented(by: 1), allowsWarnings: true)
    if !read.results.isEmpty { try expectSame(read.results, options) }
    if !read.requests.isEmpty {
      let packet = try PacketWriter.request(read.requests, options: options)
      #expect(Outcome(of: packet).requests == read.requests)
    }
    if let failure = read.systemFailures.first {
      let packet = try PacketWriter.response(failure, options: options)
      #expect(Outcome(of: packet).systemFailures == [failure])
    }
  }
}
