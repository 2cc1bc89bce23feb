import Foundation
import PleskPackets
import TestSupport
import Testing

@testable import Reports
@testable import ValidateCommand

/// The offending line, and the caret below it.
@Suite struct ExcerptTests {
  private static let start = "<packet><aps><get-download-status>"
  private static let end = "</get-download-status></aps></packet>"
  /// A result that breaks exactly one rule, reported at its start tag.
  private static let bad = "<result><status>ok</status><filter-id>1</filter-id></result>"

  private func only(
    _ packet: some Sequence<UInt8>, from source: Excerpts.Source
  ) throws -> Excerpt {
    let all = try Excerpts.of(Array(packet), from: source)
    #expect(all.count == 1)
    return try #require(all.first?.excerpt)
  }

  @Test("a short line is shown whole", arguments: Excerpts.Source.allCases)
  func shortLine(_ source: Excerpts.Source) throws {
    let excerpt = try only("\(Self.start)\n  \(Self.bad)\n\(Self.end)".utf8, from: source)
    #expect(excerpt.text == "  " + Self.bad)
    #expect(excerpt.caret == 2)
  }

  @Test(
    "CR, LF and CRLF end a line, before and after", arguments: Excerpts.Source.allCases,
    ["\r", "\n", "\r\n"])
  func lineEnds(_ source: Excerpts.Source, _ end: String) throws {
    let excerpt = try only("\(Self.start)\(end)\(Self.bad)\(end)\(Self.end)".utf8, from: source)
    #expect(excerpt.text == Self.bad)
    #expect(excerpt.caret == 0)
  }

  @Test("a long line is cut around the caret", arguments: Excerpts.Source.allCases)
  func longLine(_ source: Excerpts.Source) throws {
    let spaces = String(repeating: " ", count: 3000)
    let excerpt = try only((Self.start + spaces + Self.bad + spaces + Self.end).utf8, from: source)
    #expect(excerpt.marked == "<")
    #expect(excerpt.text.hasPrefix("… "))
    #expect(excerpt.text.hasSuffix("…"))
    #expect(excerpt.text.contains("<result><status>ok</status>"))
    #expect(excerpt.text.unicodeScalars.count == 111)
  }

  @Test(
    "scalars of every length are counted, not their bytes", arguments: Excerpts.Source.allCases,
    ["é", "漢", "📦"])
  func longLineOfScalars(_ source: Excerpts.Source, _ scalar: String) throws {
    let comment = "<!--" + String(repeating: scalar, count: 700) + "-->"
    let bad = "<result>" + comment + Self.bad.dropFirst("<result>".count)
    let excerpt = try only((Self.start + comment + bad + Self.end).utf8, from: source)
    #expect(excerpt.marked == "<")
    #expect(excerpt.text.hasPrefix("…" + scalar))
    #expect(excerpt.text.hasSuffix(scalar + "…"))
    #expect(excerpt.text.unicodeScalars.count == 111)
    #expect(!excerpt.text.unicodeScalars.contains("\u{FFFD}"))
  }

  @Test("a tab is one space wide, so the caret fits", arguments: Excerpts.Source.allCases)
  func tabs(_ source: Excerpts.Source) throws {
    let excerpt = try only("\(Self.start)\n\t \t\(Self.bad)\n\(Self.end)".utf8, from: source)
    #expect(excerpt.text == "   " + Self.bad)
    #expect(excerpt.caret == 3)
  }

  @Test("a byte order mark is not shown", arguments: Excerpts.Source.allCases)
  func byteOrderMark(_ source: Excerpts.Source) throws {
    let excerpt = try only("\u{FEFF}\(Self.start)\(Self.bad)\(Self.end)".utf8, from: source)
    #expect(excerpt.text.unicodeScalars.first == "<")
    #expect(excerpt.caret == Self.start.count)
    #expect(excerpt.marked == "<")
  }

  @Test(
    "UTF-16 is decoded, in both orders", arguments: Excerpts.Source.allCases, [true, false])
  func utf16(_ source: Excerpts.Source, _ isBigEndian: Bool) throws {
    for comment in ["<!--ü📦-->", "<!--" + String(repeating: "📦", count: 400) + "-->"] {
      let text = "\u{FEFF}" + Self.start + comment + Self.bad + Self.end
      let excerpt = try only(text.utf16Bytes(bigEndian: isBigEndian), from: source)
      #expect(excerpt.marked == "<")
      #expect(excerpt.text.contains("📦--><result><status>ok"))
      #expect(!excerpt.text.unicodeScalars.contains("\u{FEFF}"))
    }
  }

  @Test("ISO-8859-1 is decoded", arguments: Excerpts.Source.allCases)
  func latin1(_ source: Excerpts.Source) throws {
    let declaration = #"<?xml version="1.0" encoding="ISO-8859-1"?>"# + "\n"
    let text = declaration + Self.start + "\n<!--Größe-->" + Self.bad + "\n" + Self.end
    let excerpt = try only(text.unicodeScalars.map { UInt8($0.value) }, from: source)
    #expect(excerpt.text == "<!--Größe-->" + Self.bad)
    #expect(excerpt.caret == 12)
  }

  @Test("nothing of an input drives the terminal", arguments: Excerpts.Source.allCases)
  func harmless(_ source: Excerpts.Source) throws {
    let comment = "<!--\u{9B}31m\u{7F}\u{202E}\u{2066}\u{85}-->"
    let excerpt = try only((Self.start + "\n" + comment + Self.bad + Self.end).utf8, from: source)
    #expect(excerpt.text.hasPrefix("<!--\u{FFFD}31m\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}-->"))
    #expect(excerpt.marked == "<")
    // An escape is no character of XML: it ends the packet, and the line is still shown.
    let escape = try only((Self.start + "\n\u{1B}[31m\n").utf8, from: source)
    #expect(escape.text == "\u{FFFD}[31m")
  }

  @Test("bytes that are no characters are shown as such", arguments: Excerpts.Source.allCases)
  func badBytes(_ source: Excerpts.Source) throws {
    let excerpt = try only(Array("<packet>\n<aps>".utf8) + [0xC3, 0x28, 0xFF], from: source)
    #expect(excerpt.text.hasPrefix("<aps>\u{FFFD}("))
    #expect(excerpt.caret == 5)
  }

  @Test("an empty input has no line", arguments: Excerpts.Source.allCases)
  func nothing(_ source: Excerpts.Source) throws {
    let all = try Excerpts.of([], from: source)
    #expect(all.count == 1)
    #expect(all.first?.excerpt == nil)
  }
}
