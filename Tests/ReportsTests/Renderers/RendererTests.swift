import PleskPackets
import Testing

@testable import Reports

/// The sentences of the text renderer that no golden file shows.
@Suite struct RendererTests {
  private func text(
    verbose: Bool = false, quiet: Bool = false, maximum: Int = 100,
    _ body: (TextRenderer, inout [UInt8]) -> Void
  ) -> String {
    let style = TextStyle(choice: .never, isTerminal: true) { _ in nil }
    let renderer = TextRenderer(
      style: style,
      filter: FindingFilter(isQuiet: quiet, isVerbose: verbose, maximum: maximum))
    var output: [UInt8] = []
    body(renderer, &output)
    return String(decoding: output, as: UTF8.self)
  }

  private func finding(_ rule: String, message: String = "wrong") throws -> Finding {
    Finding(
      rule: try #require(.named(rule)), location: Location(byteOffset: 7, line: 12, column: 3),
      path: "/packet", message: message)
  }

  @Test(
    "nouns agree with their numbers",
    arguments: [
      (0, "0 packets: 0 valid, 0 invalid; 0 results; 0 errors, 0 warnings, 0 infos\n"),
      (1, "2 packets: 1 valid, 1 invalid; 1 result; 1 error, 1 warning, 1 info\n"),
      (2, "4 packets: 2 valid, 2 invalid; 2 results; 2 errors, 2 warnings, 2 infos\n"),
    ])
  func summary(_ count: Int, _ expected: String) {
    let totals = Totals(
      valid: count, invalid: count, results: count, errors: count, warnings: count, infos: count)
    #expect(text { $0.summary(totals, into: &$1) } == expected)
    #expect(text(quiet: true) { $0.summary(totals, into: &$1) }.isEmpty)
  }

  @Test("the summary mentions unreadable files only if there are any")
  func unreadable() {
    let line = text { $0.summary(Totals(valid: 1, failures: 2), into: &$1) }
    #expect(line.hasPrefix("1 packet: 1 valid, 0 invalid, 2 unreadable; "))
  }

  @Test("the caret is below its place, whatever the line's number")
  func caret() throws {
    let finding = try finding("result/errcode-required")
    let output = text { renderer, output in
      renderer.begin(PacketName("a.xml"))
      renderer.finding(finding, Excerpt(text: "<a><b/>", caret: 3), into: &output)
    }
    #expect(
      output == """
        a.xml:12:3: error result/errcode-required: wrong
          12 | <a><b/>
             |    ^
            at /packet

        """)
  }

  @Test("without an excerpt the place is enough")
  func withoutExcerpt() throws {
    let finding = try finding("result/errtext-missing")
    let output = text { renderer, output in
      renderer.begin(PacketName("-"))
      renderer.finding(finding, nil, into: &output)
    }
    #expect(
      output == "<stdin>:12:3: warning result/errtext-missing: wrong\n    at /packet\n")
  }

  @Test("what is hidden needs no excerpt")
  func hidden() throws {
    let info = try finding("result/no-transaction")
    let error = try finding("result/errcode-required")
    var filter = FindingFilter(maximum: 1)
    let shown = [info, error, error].map { filter.shows($0) }
    #expect(shown == [false, true, false])
    #expect(filter.surplus == 1)
    filter.reset()
    let shownOfNext = filter.shows(error)
    #expect(shownOfNext)
    var quiet = FindingFilter(isQuiet: true)
    let shownQuietly = quiet.shows(error)
    #expect(!shownQuietly)
    var verbose = FindingFilter(isVerbose: true)
    let shownVerbosely = verbose.shows(info)
    #expect(shownVerbosely)
  }

  @Test("the maximum counts for each file anew")
  func maximum() throws {
    let error = try finding("result/errcode-required")
    let output = text(maximum: 1) { renderer, output in
      for name in ["a", "b"] {
        renderer.begin(PacketName(name))
        renderer.finding(error, nil, into: &output)
      }
    }
    #expect(output.split(separator: "\n").filter { $0.contains("error") }.count == 2)
  }

  @Test("a file's name, a message and a reason cannot drive the terminal")
  func hostileNames() throws {
    let finding = try finding("result/errcode-required", message: "a\u{1B}[2Jb")
    let output = text { renderer, output in
      renderer.begin(PacketName("\u{1B}]0;x\u{07}.xml"))
      renderer.finding(finding, nil, into: &output)
      renderer.failure(PacketName("\u{202E}lmx"), "no\u{9B}31m", into: &output)
    }
    #expect(output.contains(#"\u{1b}]0;x\u{7}.xml:12:3: "#))
    #expect(output.contains("a\u{FFFD}[2Jb"))
    #expect(output.contains("validate: \\u{202e}lmx: no\u{FFFD}31m\n"))
  }

  @Test("colours follow the choice, and auto the terminal")
  func colours() {
    #expect(TextStyle(choice: .always, isTerminal: false, environment: { _ in nil }).isColored)
    #expect(!TextStyle(choice: .never, isTerminal: true, environment: { _ in nil }).isColored)
    #expect(!TextStyle(choice: .auto, isTerminal: false) { _ in nil }.isColored)
    #expect(TextStyle(choice: .auto, isTerminal: true) { _ in nil }.isColored)
    #expect(!TextStyle(choice: .auto, isTerminal: true) { $0 == "NO_COLOR" ? "1" : nil }.isColored)
    let style = TextStyle(choice: .always, isTerminal: false) { _ in nil }
    #expect(style.severity(.error, "x") == "\u{1B}[1;31mx\u{1B}[0m")
    #expect(
      TextStyle(choice: .never, isTerminal: true, environment: { _ in nil }).severity(.error, "x")
        == "x")
  }
}
