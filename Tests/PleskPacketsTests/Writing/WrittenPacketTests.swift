import PleskPackets
import TestSupport
import Testing

/// What written packets look like.
@Suite struct WrittenPacketTests {
  private func text(_ packet: [UInt8]) -> String { String(decoding: packet, as: UTF8.self) }

  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"

  @Test("of a request")
  func request() throws {
    let packet = try PacketWriter.request([
      DownloadStatusRequest(.tasks([18, .max])), DownloadStatusRequest(.all),
    ])
    #expect(
      text(packet) == """
        \(Self.declaration)<packet version="1.6.9.1"><aps>\
        <get-download-status><filter><task-id>18</task-id><task-id>9223372036854775807</task-id></filter></get-download-status>\
        <get-download-status><filter/></get-download-status></aps></packet>
        """)
  }

  @Test("of results in every state")
  func results() throws {
    func result(_ id: Int64, _ state: DownloadTask.State) -> DownloadResult {
      DownloadResult(
        status: .ok, filterID: String(id), id: id, task: DownloadTask(id: id, state: state))
    }
    let packet = try PacketWriter.response([
      result(1, .finished(package: 13)), result(2, .failed(reason: "no <&> ]]>\r\n")),
      result(3, .downloading(.init(total: 100, completed: 7))),
      result(4, .queued(.init(total: 0, completed: 0))),
      DownloadResult(status: .error, errcode: 1013, errtext: "", filterID: " 5 "),
    ])
    #expect(
      text(packet) == """
        \(Self.declaration)<packet version="1.6.9.1"><aps><get-download-status>\
        <result><status>ok</status><filter-id>1</filter-id><id>1</id>\
        <task><id>1</id><finished><package-id>13</package-id></finished></task></result>\
        <result><status>ok</status><filter-id>2</filter-id><id>2</id>\
        <task><id>2</id><finished><error>no &lt;&amp;&gt; ]]&gt;&#13;\n</error></finished></task></result>\
        <result><status>ok</status><filter-id>3</filter-id><id>3</id>\
        <task><id>3</id><in-progress><total>100</total><completed>7</completed><current/></in-progress></task></result>\
        <result><status>ok</status><filter-id>4</filter-id><id>4</id>\
        <task><id>4</id><in-progress><total>0</total><completed>0</completed></in-progress></task></result>\
        <result><status>error</status><errcode>1013</errcode><errtext/><filter-id> 5 </filter-id></result>\
        </get-download-status></aps></packet>
        """)
  }

  @Test("of a request that failed as a whole")
  func failure() throws {
    let failure = SystemFailure(status: .error, errcode: 1014, errtext: "a \"b\"")
    #expect(
      text(try PacketWriter.response(failure)) == """
        \(Self.declaration)<packet version="1.6.9.1"><system><status>error</status>\
        <errcode>1014</errcode><errtext>a "b"</errtext></system></packet>
        """)
  }

  @Test(
    "samples of the documentation are written as they are in the corpus",
    arguments: [
      "sample-finished", "sample-failed-task", "sample-failed-query", "sample-no-transaction",
      "sample-three-tasks", "sample-windows",
    ])
  func samples(_ name: String) throws {
    let sample = try Corpus.packet("\(name).indented", in: .valid)
    let packet = try PacketWriter.response(
      Outcome(of: sample).results, options: .init(layout: .indented(by: 2)))
    // Its text is not kept.
    let expected = text(sample).replacing(/<current>.*<\/current>/, with: "<current/>")
    #expect(text(packet) == expected)
  }

  @Test("the sample of a request is written as it is in the corpus")
  func sampleRequest() throws {
    let sample = try Corpus.packet("sample-all-tasks.indented", in: .requests)
    let packet = try PacketWriter.request(
      Outcome(of: sample).requests, options: .init(layout: .indented(by: 2)))
    #expect(text(packet) == text(sample))
  }

  @Test("by any width of indentation", arguments: [UInt8.min, 1, 7, .max])
  func indentation(_ width: UInt8) throws {
    let packet = try PacketWriter.request(
      [DownloadStatusRequest(.tasks([18]))], options: .init(layout: .indented(by: width)))
    let lines = text(packet).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.map { $0.prefix { $0 == " " }.count }
        == [0, 0, 1, 2, 3, 4, 3, 2, 1, 0, 0].map {
          $0 * Int(width)
        })
  }

  @Test("the version is an attribute, as given or left out")
  func version() throws {
    func root(_ version: String?) throws -> Substring? {
      let packet = try PacketWriter.request(
        [DownloadStatusRequest(.all)], options: .init(version: version))
      #expect(Outcome(of: packet).events == [.request(DownloadStatusRequest(.all))])
      return text(packet).dropFirst(Self.declaration.count).split(separator: "<aps>").first
    }
    #expect(try root(nil) == "<packet>")
    #expect(try root("") == "<packet version=\"\">")
    #expect(
      try root("1 \"&<>'\t\r\né")
        == "<packet version=\"1 &quot;&amp;&lt;&gt;'&#9;&#13;&#10;é\">")
  }

  @Test("ordinary results go by the express lane when they are read")
  func lane() throws {
    let results = CanonicalResult.list(1..<200).map(\.written)
    for layout in [PacketWriter.Layout.compact, .indented(by: 2)] {
      let packet = try PacketWriter.response(results, options: .init(layout: layout))
      let run = EngineRun(.auto, packet)
      #expect(run.results == Written.inOrder(results))
      #expect(run.lane.results == results.count - 1)
    }
  }
}

extension CanonicalResult {
  /// The result as a value, as far as possible.
  fileprivate var written: DownloadResult {
    let id = Int64(id)
    let state: DownloadTask.State
    switch self.state {
    case .finished(let package): state = .finished(package: Int64(package))
    case .failed(let reason): state = .failed(reason: reason)
    case .downloading(_, let total, nil), .queued(let total):
      state = .queued(.init(total: Int64(total), completed: 0))
    case .downloading(let completed, let total, _?):
      state = .downloading(.init(total: Int64(total), completed: Int64(completed)))
    case .failedQuery(let code, let text):
      return DownloadResult(
        status: .error, errcode: UInt32(code), errtext: text, filterID: String(id))
    }
    return DownloadResult(
      status: .ok, filterID: String(id), id: id, task: DownloadTask(id: id, state: state))
  }
}
