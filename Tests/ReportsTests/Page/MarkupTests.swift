import Testing

@testable import Reports

/// Literals are markup; what is put into them is text.
@Suite struct MarkupTests {
  private func written(_ text: String) -> String {
    let piece: Markup = "<b title=\"\(text)\">\(text)</b>"
    return String(decoding: piece.bytes, as: UTF8.self)
  }

  @Test(
    "what could end an element, an attribute or a reference is escaped",
    arguments: [
      ("</b><script>alert(1)</script>", "&lt;/b&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
      ("\" onclick=\"x", "&quot; onclick=&quot;x"), ("' x='", "&#39; x=&#39;"),
      ("&lt;", "&amp;lt;"), ("<!--", "&lt;!--"), ("]]>", "]]&gt;"),
      ("a\u{202E}b\u{0}c\u{9B}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"),
      ("Größe „18“ 📦", "Größe „18“ 📦"),
    ])
  func escaped(_ text: String, _ expected: String) {
    #expect(written(text) == "<b title=\"\(expected)\">\(expected)</b>")
  }

  @Test("every ASCII character keeps the shape of the element")
  func everyCharacter() {
    for value in UInt8.min..<0x80 {
      let text = written("\(Unicode.Scalar(value))")
      #expect(text.filter { $0 == "<" }.count == 2, "\(value)")
      #expect(text.filter { $0 == "\"" }.count == 2, "\(value)")
    }
  }

  @Test("pieces and numbers go in as they are")
  func pieces() {
    let inner: Markup = "<i>\(-7)</i>"
    var piece: Markup = "\(inner)<br>"
    piece += inner
    #expect(String(decoding: piece.bytes, as: UTF8.self) == "<i>-7</i><br><i>-7</i>")
  }
}
