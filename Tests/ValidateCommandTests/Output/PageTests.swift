import Foundation
import PleskPackets
import TestSupport
import Testing

@testable import Reports
@testable import ValidateCommand

/// The page of `--format html`: that it holds what it must, nothing more than it may, and nothing
/// that an input puts there.
@Suite struct PageTests {
  private func written(_ arguments: [String], in directory: TemporaryDirectory) throws -> Page {
    Page(
      text: try Rendering.output(["--format", "html"] + arguments, base: directory.url))
  }

  /// A packet with text of an input in every place of the page that shows any.
  private static func packet(_ text: String) -> String {
    let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;")
    return Packets.response(
      "<result><status>\(escaped)</status><filter-id>\(escaped)</filter-id><id>1</id><task><id>1</id></task></result>",
      "<result><status>ok</status><filter-id>2</filter-id><id>2</id><task><id>2</id><finished><error>\(escaped)</error></finished></task></result>",
      "<result><status>ok</status><filter-id>3</filter-id><id>3</id><task><id>3</id><in-progress><total>9</total><completed>3</completed><current>\(escaped)</current></in-progress></task></result>"
    )
  }

  @Test(
    "text of packets and names of files put no tag and no attribute into the page",
    arguments: [
      "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</style><b>",
      "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "javascript:alert(1)",
      "<!--", "--><svg onload=alert(1)>", "]]>", "</template>", "&lt;b&gt;&#60;b&#62;",
      "\u{202E}gnp.exe", "</td></table><h1>The packet is valid</h1>", "${alert(1)}", "`\\",
    ])
  func hostile(_ text: String) throws {
    func rendered(_ text: String) throws -> Page {
      let directory = try TemporaryDirectory()
      let name = text.replacing("/", with: "\u{2215}") + ".xml"
      try directory.write(name, Self.packet(text))
      let paths = [directory.path(name), directory.path("not there \(name)")]
      return try written(["--excerpts"] + paths + paths, in: directory)
    }
    let (harmless, page) = (try rendered("harmless"), try rendered(text))
    let difference = zip(page.tags, harmless.tags).first { $0 != $1 }.map { "\($0)" }
    #expect(difference == nil)
    #expect(page.tags.count == harmless.tags.count)
    let shown = visible(text).replacing("/", with: "\u{2215}")
    #expect(page.words.contains("\(shown).xml"))
    #expect(page.words.contains(visible(text)))
    #expect(!page.text.contains("\u{202E}"))
  }

  /// The SHA-256 digest of a text in Base64, by the system's program for it.
  private func digest(of text: Substring) throws -> String {
    let directory = try TemporaryDirectory()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    // Linux has the one, macOS the other.
    process.arguments = ["-c", "sha256sum 2>/dev/null || shasum -a 256"]
    process.standardInput = try FileHandle(
      forReadingFrom: URL(fileURLWithPath: directory.write("text", String(text))))
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let words = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let digits = Array(words.prefix(64))
    try #require(process.terminationStatus == 0 && digits.count == 64, "\(words)")
    let bytes = stride(from: 0, to: 64, by: 2).compactMap {
      UInt8(String(digits[$0...$0 + 1]), radix: 16)
    }
    return Data(bytes).base64EncodedString()
  }

  @Test("the policy allows the page's own style and script by their digests, and nothing else")
  func policy() throws {
    let directory = try TemporaryDirectory()
    let page = try written([directory.write("a.xml", Packets.invalid)], in: directory)
    let style = try #require(page.element("style"))
    let script = try #require(page.element("script"))
    let (styleDigest, scriptDigest) = (try digest(of: style), try digest(of: script))
    #expect(
      String(decoding: PageFrame.styleDigest.bytes, as: UTF8.self) == styleDigest,
      "report.css has changed: set PageFrame.styleDigest to \(styleDigest)")
    #expect(
      String(decoding: PageFrame.scriptDigest.bytes, as: UTF8.self) == scriptDigest,
      "report.js has changed: set PageFrame.scriptDigest to \(scriptDigest)")
    #expect(
      page.text.contains(
        """
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
        style-src 'sha256-\(styleDigest)'; script-src 'sha256-\(scriptDigest)'; \
        base-uri 'none'; form-action 'none'">
        """))
    #expect(!page.text.contains("://"))
    let tags = page.tags.joined()
    for word in ["style=", "src=", " on", "<link", "<iframe", "<base"] {
      #expect(!tags.contains(word), "\(word)")
    }
    #expect(tags.matches(of: /href="([^"]*)"/).allSatisfy { $0.output.1.hasPrefix("#") })
  }

  @Test(
    "the first sentence is the verdict",
    arguments: [
      (Totals(), "There was no packet"),
      (Totals(valid: 1), "The packet is valid"),
      (Totals(invalid: 1), "The packet is invalid"),
      (Totals(valid: 1200), "All 1,200 packets are valid"),
      (Totals(valid: 3, invalid: 1), "1 of 4 packets is invalid"),
      (Totals(valid: 3, invalid: 2), "2 of 5 packets are invalid"),
      (Totals(failures: 1), "No packet was read to its end; 1 input has no verdict"),
      (
        Totals(valid: 2, interrupted: 1, failures: 1),
        "All 2 packets are valid; 2 inputs have no verdict"
      ),
    ])
  func verdict(_ totals: Totals, _ expected: String) {
    #expect(VerdictSection.sentence(totals) == expected)
  }

  @Test("findings are listed up to a bound, and a frequent rule leaves room for others")
  func bounds() throws {
    let directory = try TemporaryDirectory()
    let many = Packets.response((1...1500).map { Packets.failedWithoutText($0) })
    let page = try written(
      [directory.write("a.xml", many), directory.write("b.xml", Packets.invalid)], in: directory)
    let rows = page.text.split(separator: "\n").filter { $0.hasPrefix("<tr><td><span") }
    #expect(rows.filter { $0.contains("<td class=\"place\">") }.count == 1001)
    #expect(page.text.contains(">1,500<span class=\"why\">the first 1,000 are listed</span>"))
    #expect(page.words.contains("1,001 of 1,501 findings are listed"))

    var table = FindingTable()
    var listed = 0
    let place = Location(byteOffset: 0, line: 1, column: 1)
    for number in 0..<22_000 {
      let rule = Rule.all[number % 20]
      let finding = Finding(rule: rule, location: place, path: "/packet", message: "x")
      if table.row(finding, nil, of: PacketName("a.xml")) != nil { listed += 1 }
    }
    #expect(listed == 10_000)
  }

  @Test("packets are listed up to a bound that valid ones cannot use up")
  func packets() {
    var table = PacketTable()
    var parser = PacketParser { _ in }
    try? parser.feed(Array(Packets.valid.utf8))
    for _ in 0..<1200 { table.add(parser.summary, of: PacketName("valid.xml")) }
    for _ in 0..<3 { table.add(withoutVerdict: PacketName("last.xml"), "cannot be read") }
    var output: [UInt8] = []
    table.write(into: &output)
    let text = String(decoding: output, as: UTF8.self)
    #expect(text.matches(of: /valid\.xml/).count == 1000)
    #expect(text.matches(of: /last\.xml/).count == 3)
    #expect(text.contains("200 more are not listed"))
  }

  @Test(
    "sizes have the unit that fits",
    arguments: [
      (0, "0 B"), (999, "999 B"), (1000, "0.9 KiB"), (1024, "1 KiB"), (2458, "2.4 KiB"),
      (45_888_236, "43.7 MiB"), (118_203_411, "112 MiB"), (.max, "8 EiB"), (-2048, "-2 KiB"),
      (.min, "-8 EiB"),
    ] as [(Int64, String)])
  func sizes(_ bytes: Int64, _ expected: String) {
    #expect(size(bytes) == expected)
  }

  @Test(
    "numbers are grouped",
    arguments: [(0, "0"), (-999, "-999"), (1000, "1,000"), (-1_234_567, "-1,234,567")])
  func groups(_ number: Int, _ expected: String) {
    #expect(grouped(number) == expected)
  }
}
