import Testing

@testable import Reports

/// What comes from an input is shown without its power over the terminal.
@Suite struct VisibleTextTests {
  @Test(
    "controls and direction marks are replaced, one for one",
    arguments: [
      0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069,
    ] as [ClosedRange<UInt32>])
  func replaced(_ range: ClosedRange<UInt32>) throws {
    for value in range {
      let scalar = try #require(Unicode.Scalar(value))
      #expect(visible("a\(scalar)b").unicodeScalars.elementsEqual("a\u{FFFD}b".unicodeScalars))
    }
  }

  @Test(
    "other text stays",
    arguments: ["", " ", "plain", "Größe", "e\u{301}", "Ошибка", "שלום", "📦", "\u{A0}", "“”…"])
  func kept(_ text: String) {
    #expect(visible(text).unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test(
    "names are escaped, so that they stay apart",
    arguments: [
      ("a\nb", #"a\nb"#), ("\r\t", #"\r\t"#), ("\u{1B}]0;x\u{07}.xml", #"\u{1b}]0;x\u{7}.xml"#),
      ("\u{202E}lmx", #"\u{202e}lmx"#), (#"C:\new"#, #"C:\new"#), ("Größe 📦.xml", "Größe 📦.xml"),
    ])
  func names(_ name: String, _ shown: String) {
    #expect(visibleName(name) == shown)
  }
}
