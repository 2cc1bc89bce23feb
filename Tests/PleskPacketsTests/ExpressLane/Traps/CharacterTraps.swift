import TestSupport

/// What XML allows as a character, what is whitespace, and what only looks like it.
extension LaneTrap {
  private struct Sequence {
    var name: String
    var bytes: [UInt8]
    /// The rule that it breaks, if XML does not allow it.
    var rule: String?

    init(_ name: String, _ bytes: UInt8..., breaks rule: String? = nil) {
      self.name = name
      self.bytes = bytes
      self.rule = rule
    }
  }

  private static let encoding = "xml/encoding"
  private static let stray = "schema/unexpected-text"
  private static let notXML = "xml/not-well-formed"

  private static let sequences = [
    Sequence("U+0080", 0xC2, 0x80), Sequence("U+0085", 0xC2, 0x85), Sequence("U+00A0", 0xC2, 0xA0),
    Sequence("U+07FF", 0xDF, 0xBF), Sequence("U+0800", 0xE0, 0xA0, 0x80),
    Sequence("U+2028", 0xE2, 0x80, 0xA8), Sequence("U+D7FF", 0xED, 0x9F, 0xBF),
    Sequence("U+E000", 0xEE, 0x80, 0x80), Sequence("U+FDD0", 0xEF, 0xB7, 0x90),
    Sequence("U+FEFF", 0xEF, 0xBB, 0xBF), Sequence("U+FFFD", 0xEF, 0xBF, 0xBD),
    Sequence("U+10000", 0xF0, 0x90, 0x80, 0x80), Sequence("U+1FFFE", 0xF0, 0x9F, 0xBF, 0xBE),
    Sequence("U+10FFFF", 0xF4, 0x8F, 0xBF, 0xBF),
    Sequence("U+FFFE", 0xEF, 0xBF, 0xBE, breaks: notXML),
    Sequence("U+FFFF", 0xEF, 0xBF, 0xBF, breaks: notXML),
    Sequence("the first surrogate", 0xED, 0xA0, 0x80, breaks: encoding),
    Sequence("the last surrogate", 0xED, 0xBF, 0xBF, breaks: encoding),
    Sequence("U+110000", 0xF4, 0x90, 0x80, 0x80, breaks: encoding),
    Sequence("F5", 0xF5, 0x80, 0x80, 0x80, breaks: encoding),
    Sequence("FE", 0xFE, breaks: encoding), Sequence("FF", 0xFF, breaks: encoding),
    Sequence("NUL in two bytes", 0xC0, 0x80, breaks: encoding),
    Sequence("< in two bytes", 0xC0, 0xBC, breaks: encoding),
    Sequence("U+007F in two bytes", 0xC1, 0xBF, breaks: encoding),
    Sequence("U+07FF in three bytes", 0xE0, 0x9F, 0xBF, breaks: encoding),
    Sequence("U+FFFF in four bytes", 0xF0, 0x8F, 0xBF, 0xBF, breaks: encoding),
    Sequence("a lone continuation", 0x80, breaks: encoding),
    Sequence("a continuation too many", 0xC3, 0xA9, 0xA9, breaks: encoding),
    Sequence("one byte of two", 0xC3, breaks: encoding),
    Sequence("one byte of three", 0xE2, breaks: encoding),
    Sequence("two bytes of three", 0xE2, 0x82, breaks: encoding),
    Sequence("three bytes of four", 0xF0, 0x9F, 0x98, breaks: encoding),
    Sequence("NUL", 0x00, breaks: notXML), Sequence("U+0001", 0x01, breaks: notXML),
    Sequence("backspace", 0x08, breaks: notXML), Sequence("vertical tab", 0x0B, breaks: notXML),
    Sequence("form feed", 0x0C, breaks: notXML), Sequence("U+000E", 0x0E, breaks: notXML),
    Sequence("U+001F", 0x1F, breaks: notXML), Sequence("DEL", 0x7F),
  ]

  /// Leaves of any text, with the sequence where the mark is.
  private static let leaves = [
    ("errtext", failedQuery("x!y")),
    ("filter-id", failedQuery("x").replacing("<filter-id>18", with: "<filter-id>18!0")),
    ("error", failedResult(reason: "x!y")),
    ("current", result(taskState: progress("<current>x!y</current>"))),
  ]

  private static func progress(_ current: String) -> String {
    "<in-progress><total>9</total><completed>4</completed>\(current)</in-progress>"
  }

  private static func replacing(_ text: String, _ bytes: [UInt8]) -> [UInt8] {
    let parts = text.split(separator: "!", maxSplits: 1, omittingEmptySubsequences: false)
    return Array(parts[0].utf8) + bytes + Array((parts.last ?? "").utf8)
  }

  /// In every kind of text, and right before its end tag.
  private static let inTexts: [LaneTrap] = sequences.flatMap { sequence in
    leaves.flatMap { leaf, markup in
      [
        ("in", markup),
        ("at the end of", markup.replacing("!y", with: "!").replacing("!0", with: "!")),
      ]
      .map { place, markup in
        LaneTrap(
          "\(sequence.name) \(place) \(leaf)", bytes: replacing(among(markup), sequence.bytes),
          results: sequence.rule == nil ? 6 : 3, sequence.rule.map { [$0] } ?? [])
      }
    }
  }

  /// Between elements, where only whitespace is allowed.
  private static let betweenElements: [LaneTrap] = sequences.flatMap { sequence in
    // A complete character is reported before the byte after it is rejected.
    let rules = [
      sequence.rule == encoding && sequence.bytes.starts(with: [0xC3, 0xA9]) ? stray : nil,
      sequence.rule ?? stray,
    ]
    return [
      ("before a result", "!" + finishedResult(id: 9, package: 9)),
      ("in a result", finishedResult(id: 9, package: 9).replacing("<task>", with: "!<task>")),
      (
        "at the end of a result",
        finishedResult(id: 9, package: 9).replacing("</result>", with: "!</result>")
      ),
    ]
    .map { place, markup in
      LaneTrap(
        "\(sequence.name) \(place)", bytes: replacing(among(markup), sequence.bytes),
        results: sequence.rule == nil ? 6 : 3, rules.compactMap { $0 })
    }
  }

  /// In and after a number, where no text is allowed.
  private static let inNumbers: [LaneTrap] = sequences.map { sequence in
    LaneTrap(
      "\(sequence.name) in a number",
      bytes: replacing(
        among(result(taskState: "<finished><package-id>1!</package-id></finished>")),
        sequence.bytes),
      results: sequence.rule == nil ? 6 : 3, [sequence.rule ?? "schema/value"])
  }

  /// In a name, where some are letters: an unknown element, or none at all.
  private static let inNames: [LaneTrap] = [
    LaneTrap.odd(
      "a letter after a name", "<resulté><status>ok</status></resulté>", delivered: 0,
      "schema/unexpected-element"),
    LaneTrap.fatal(
      "a Unicode space after a name", "<result\u{A0}><status>ok</status></result>", notXML),
    LaneTrap.fatal("a control character after a name", "<result\u{1}></result>", notXML),
    LaneTrap.fatal("a NUL after a name", "<result\0></result>", notXML),
  ]

  static let characters: [LaneTrap] = inTexts + betweenElements + inNumbers + inNames
}
