import ExpatSAX
import Foundation
import PleskPackets
import Testing

@testable import Reports

/// Texts of packets, names of files and parts that try to be more than text, in every format that
/// has a syntax.
@Suite struct HostileReportTests {
  private static let texts = [
    "\n::error file=x::y", "\r\n ::stop-commands::x", "%0A::set-output::", "a:b,c=d",
    "]]></failure>",
    "<!--&lt;\"'", "{0} {{1}}", "[a](javascript:b) \\[", "\u{0}\u{1B}[2J\u{9B}",
    "\u{202E}\u{FFFE}\u{FFFF}",
    "\"},{\"a\":\"", "ü📦",
  ]

  private func report(_ renderer: any Renderer, _ text: String) throws -> String {
    var output: [UInt8] = []
    renderer.start(into: &output)
    renderer.begin(PacketName("a\(text).xml", part: text))
    let finding = Finding(
      rule: try #require(.named("schema/value")),
      location: Location(byteOffset: 7, line: 12, column: 3), path: "/packet/\(text)", message: text
    )
    renderer.finding(finding, nil, into: &output)
    renderer.failure(PacketName("a\(text).xml", part: text), text, into: &output)
    renderer.summary(Totals(failures: 1, errors: 1), into: &output)
    renderer.end(2, isComplete: false, into: &output)
    return try #require(String(validating: output, as: UTF8.self))
  }

  @Test("SARIF is one JSON object with one result and one notification", arguments: texts)
  func sarif(_ text: String) throws {
    let log = try JSONSerialization.jsonObject(with: Data(report(SARIFRenderer(), text).utf8))
    let runs = try #require((log as? [String: Any])?["runs"] as? [[String: Any]])
    let result = try #require((runs.first?["results"] as? [[String: Any]])?.first)
    let message = try #require((result["message"] as? [String: String])?["text"])
    let meant =
      message
      .replacingOccurrences(of: "{{", with: "{").replacingOccurrences(of: "}}", with: "}")
    // What would be a link is none.
    #expect(!meant.contains("](") || meant.contains("\\]("))
    if !text.contains("](") { #expect(meant.unicodeScalars.elementsEqual(text.unicodeScalars)) }
    let invocations = try #require(runs.first?["invocations"] as? [[String: Any]])
    #expect((invocations.first?["toolExecutionNotifications"] as? [Any])?.count == 1)
  }

  @Test("GitHub gets two commands and a summary, each a line", arguments: texts)
  func github(_ text: String) throws {
    let report = try report(GitHubRenderer(), text)
    let lines = report.utf8.split { $0 == 10 || $0 == 13 }.map {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(lines.map { $0.prefix(8) } == ["::error ", "::error ", "0 packet"])
    let start = try #require(
      lines.first?.firstMatch(of: /^::error file=[^:,]*,line=12,col=3,title=[^:,]*::/))
    #expect(
      start.output.contains("%0A") == text.contains { $0.isNewline && $0.isASCII }
        || text.contains("%"))
  }

  @Test("JUnit is well-formed and has the texts where they belong", arguments: texts)
  func junit(_ text: String) throws {
    let renderer = JUnitRenderer(filter: FindingFilter(), failsOnWarnings: false)
    let report = try report(renderer, text)
    var parser = StreamParser(handler: ElementNames())
    try parser.feed(Array(report.utf8).span)
    try parser.finish()
    #expect(parser.handler.names == ["testsuites", "testsuite", "testcase", "error"])
  }

  /// Writes down which elements there are.
  private struct ElementNames: SAXHandler {
    var names: [String] = []

    mutating func startElement(_ element: SAXElement) -> SAXAction {
      let name = element.localName
      names.append(String(decoding: name.indices.map { name[$0] }, as: UTF8.self))
      return .proceed
    }
    mutating func endElement(_ context: SAXContext) -> SAXAction { .proceed }
    mutating func text(_ bytes: Span<UInt8>, _ context: SAXContext) -> SAXAction { .proceed }
  }
}
