import Foundation
import PleskPackets
import TestSupport
import Testing

/// Coded values come back equal.
@Suite struct CodingTests {
  private func roundTrip<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  }

  static let results: [DownloadResult] = [
    DownloadResult(),
    DownloadResult(index: 2, status: .error, errcode: .max, errtext: "", filterID: " 18\n"),
    DownloadResult(index: 3, status: .ok, filterID: "18", id: .max, task: DownloadTask()),
    DownloadResult(index: 4, task: DownloadTask(id: 1, state: .finished(package: nil))),
    DownloadResult(index: 5, task: DownloadTask(id: 1, state: .finished(package: 13))),
    DownloadResult(index: 6, task: DownloadTask(id: 1, state: .failed(reason: "нет 😀"))),
    DownloadResult(
      index: 7, task: DownloadTask(state: .downloading(.init(total: 10, completed: .min)))),
    DownloadResult(index: 8, task: DownloadTask(state: .queued(.init(total: nil, completed: 0)))),
  ]

  @Test("results", arguments: results)
  func result(_ result: DownloadResult) throws {
    #expect(try roundTrip(result) == result)
  }

  @Test func resultsHash() {
    #expect(Set(Self.results + Self.results).count == Self.results.count)
  }

  @Test("findings of every rule", arguments: Rule.all.map(\.id))
  func finding(_ id: String) throws {
    let finding = Finding(
      rule: try #require(Rule.named(id)), location: Location(byteOffset: 7, line: 2, column: 3),
      path: "/packet/aps[1]", message: "“x”")
    let copy = try roundTrip(finding)
    #expect(copy == finding)
    #expect(copy.severity == finding.severity)
    #expect(Set([finding, copy]).count == 1)
  }

  @Test func aRuleIsCodedAsItsName() throws {
    let json = try JSONEncoder().encode([try #require(Rule.named("xml/empty"))])
    #expect(try JSONDecoder().decode([String].self, from: json) == ["xml/empty"])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Rule].self, from: Data("[\"xml/none\"]".utf8))
    }
  }

  @Test func theOthers() throws {
    let system = SystemFailure(status: .error, errcode: 1001, errtext: "x")
    #expect(try roundTrip(system) == system)
    for selection in [DownloadStatusRequest.Selection.all, .tasks([]), .tasks([18, 19])] {
      let request = DownloadStatusRequest(selection)
      #expect(try roundTrip(request) == request)
    }
    let summary = Outcome(of: PacketParserTests.packet).summary
    #expect(try roundTrip(summary) == summary)
  }
}
