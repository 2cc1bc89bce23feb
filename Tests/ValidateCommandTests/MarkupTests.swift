import Testing

@testable import ValidateCommand

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

/// The digests by which a page allows its style and its script (the vectors are NIST's).
@Suite struct SHA256Tests {
  @Test(
    "digests are as published",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        String(repeating: "a", count: 1_000_000),
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
      ),
    ])
  func digest(_ text: String, _ expected: String) {
    let digits = Array("0123456789abcdef")
    let hex = SHA256.digest(of: Array(text.utf8)).map {
      String([digits[Int($0 >> 4)], digits[Int($0 & 15)]])
    }
    #expect(hex.joined() == expected)
  }

  @Test(
    "Base64 is padded",
    arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
  func base64(_ text: String, _ expected: String) {
    #expect(Array(text.utf8).base64 == expected)
  }
}
