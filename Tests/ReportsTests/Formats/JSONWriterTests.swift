import Foundation
import Testing

@testable import Reports

/// JSON that every reader reads back as it was meant.
@Suite struct JSONWriterTests {
  private func object(_ body: (inout JSONObject, inout [UInt8]) -> Void) -> [UInt8] {
    var output: [UInt8] = []
    var object = JSONObject(into: &output)
    body(&object, &output)
    object.end(&output)
    return output
  }

  private func written(_ value: String) -> String {
    String(decoding: object { $0.member("a", value, &$1) }, as: UTF8.self)
  }

  @Test("every scalar below U+0100 comes back")
  func lowScalars() throws {
    for value in UInt8.min...UInt8.max {
      try expectBack("<\(Unicode.Scalar(value))>")
    }
  }

  @Test(
    "text comes back",
    arguments: [
      "", "\"", "\\", "\\\"", "\\n", "/", "a\u{0}b", "\r\n\t\u{8}\u{C}", "\u{7F}\u{80}\u{9F}",
      "Größe „18“", "Ошибка", "e\u{301}", "📦👩‍👧", "\u{2028}\u{2029}", "\u{FEFF}", "\u{FFFD}\u{FFFF}",
      "\u{10FFFF}", "\u{1B}[31m", "\u{202E}",
    ])
  func text(_ value: String) throws {
    try expectBack(value)
  }

  private func expectBack(_ value: String) throws {
    let bytes = object { $0.member("a", value, &$1) }
    let decoded = try JSONDecoder().decode([String: String].self, from: Data(bytes))
    #expect(decoded["a"]?.unicodeScalars.elementsEqual(value.unicodeScalars) == true)
    #expect(try JSONSerialization.jsonObject(with: Data(bytes)) is [String: String])
    // One line, and nothing that drives a terminal.
    let controls = bytes.filter { $0 < 0x20 || $0 == 0x7F }
    #expect(controls.isEmpty, "\(String(reflecting: value))")
  }

  @Test(
    "only what must be is escaped",
    arguments: [
      ("\"\\", #""\"\\""#), ("\n\r\t", #""\n\r\t""#),
      ("\u{0}\u{1B}\u{7F}", #""\u0000\u001b\u007f""#),
      ("/<>&'", #""/<>&'""#), ("ü📦\u{9B}", "\"ü📦\u{9B}\""),
    ])
  func escapes(_ value: String, _ expected: String) {
    #expect(written(value) == #"{"a":\#(expected)}"#)
  }

  @Test(
    "numbers come back",
    arguments: [0, 1, -1, 9, 10, -10, 4_294_967_295, Int64.max, Int64.min])
  func numbers(_ value: Int64) throws {
    let bytes = object { $0.member("a", value, &$1) }
    #expect(String(decoding: bytes, as: UTF8.self) == #"{"a":\#(value)}"#)
    #expect(try JSONDecoder().decode([String: Int64].self, from: Data(bytes)) == ["a": value])
  }

  @Test("members keep their order, and those without a value are left out")
  func members() {
    let bytes = object { object, output in
      object.member("z", nil as Int64?, &output)
      object.member("b", 1, &output)
      object.member("c", nil as Span<UInt8>?, &output)
      object.member("a", "x", &output)
    }
    #expect(String(decoding: bytes, as: UTF8.self) == #"{"b":1,"a":"x"}"#)
    #expect(object { _, _ in } == Array("{}".utf8))
  }
}
