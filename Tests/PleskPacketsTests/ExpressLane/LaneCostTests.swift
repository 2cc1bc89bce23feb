import Foundation
import PleskPackets
import TestSupport
import Testing

/// Input that the lane does not take still costs linear time.
@Suite(.serialized) struct LaneCostTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var piece: Int
    /// What is put between the results, of about this many bytes.
    var content: @Sendable (_ size: Int) -> String

    var testDescription: String { name }
  }

  private static func repeated(_ text: String, _ size: Int) -> String {
    String(repeating: text, count: size / text.utf8.count)
  }

  static let cases = [
    Case(name: "a comment full of ends of results", piece: .max) {
      "<!--\(repeated("</result>", $0))-->"
    },
    Case(name: "a comment full of ends of results, in pieces", piece: 1000) {
      "<!--\(repeated("</result>", $0))-->"
    },
    Case(name: "CDATA full of ends of results", piece: .max) {
      LaneTrap.failedQuery("<![CDATA[\(repeated("</result>", $0))]]>")
    },
    Case(name: "a comment full of results", piece: .max) {
      "<!--\(repeated(LaneTrap.canonical(1...7), $0))-->"
    },
    Case(name: "an unknown element full of results", piece: .max) {
      "<odd>\(repeated(LaneTrap.canonical(1...7), $0))</odd>"
    },
    Case(name: "results that begin well and end badly", piece: .max) {
      repeated(finishedResult(id: 1, package: 1).replacing("</task>", with: "</task >"), $0)
    },
    Case(name: "a long text, byte by byte", piece: 1) {
      LaneTrap.failedQuery(repeated("text ", $0))
    },
    Case(name: "a long text of lines, byte by byte", piece: 1) {
      LaneTrap.failedQuery(repeated("é\n", $0))
    },
    Case(name: "long whitespace between results, byte by byte", piece: 1) { repeated(" \n", $0) },
    Case(name: "long whitespace in a result, byte by byte", piece: 1) {
      finishedResult(id: 1, package: 1).replacing("<task>", with: repeated(" \n", $0) + "<task>")
    },
    Case(name: "a long number, byte by byte", piece: 1) {
      finishedResult(id: 1, package: 1).replacing(
        "<task><id>", with: "<task><id>" + repeated("0", $0))
    },
    Case(name: "canonical results, byte by byte", piece: 1) {
      repeated(LaneTrap.canonical(1...7), $0)
    },
    Case(name: "a long comment, byte by byte", piece: 1) { "<!--\(repeated("comment ", $0))-->" },
    Case(name: "a long PI, byte by byte", piece: 1) { "<?pi \(repeated("data ", $0))?>" },
    Case(name: "a long attribute value, byte by byte", piece: 1) {
      "<odd a='\(repeated("value\n", $0))'/>"
    },
    Case(name: "a long start tag, byte by byte", piece: 1) { "<odd\(repeated(" \n", $0))/>" },
    Case(name: "many attributes, byte by byte", piece: 1) { size in
      "<odd\((0..<size / 10).map { " a\(10_000 + $0)=''" }.joined())/>"
    },
    Case(name: "a long text of CDATA sections, byte by byte", piece: 1) {
      LaneTrap.failedQuery(repeated("<![CDATA[a]]>", $0))
    },
  ]

  @Test("linear in the bytes", arguments: cases)
  func linear(_ testCase: Case) throws {
    func cost(_ size: Int) -> Duration {
      let packet = Array(response(LaneTrap.canonical(1...9) + testCase.content(size)).utf8)
      var options = PacketOptions.default
      for name in Limits.Name.allCases { options.limits[name] = .max }
      let pieces = Cut.every(min(testCase.piece, packet.count)).pieces(of: packet.count)
      let start = threadTime()
      var results = 0
      var parser = PacketParser(options: options) { if case .result = $0 { results += 1 } }
      do throws(PacketError) {
        for piece in pieces { try parser.feed(packet.span.extracting(piece)) }
        _ = try parser.finish()
      } catch {
        Issue.record("\(error)")
      }
      #expect(results >= 9)
      return threadTime() - start
    }
    // Eight times the size: 8 if linear, 64 if quadratic. The fastest of some runs, because
    // others share the machine.
    let size = testCase.piece == 1 ? 40_000 : 200_000
    let short = (0..<3).map { _ in cost(size) }.min() ?? .zero
    let long = (0..<2).map { _ in cost(size * 8) }.min() ?? .zero
    #expect(long < short * 24, "\(short), then \(long)")
  }

  /// The CPU time of this thread; what other tests do meanwhile does not count.
  private func threadTime() -> Duration {
    var time = timespec()
    // One value, written in place.
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
