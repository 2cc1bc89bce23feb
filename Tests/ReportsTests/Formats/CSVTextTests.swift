import Testing

@testable import Reports

/// Fields of CSV, for programs and for spreadsheets.
@Suite struct CSVTextTests {
  private func written(_ text: String) -> String {
    var output: [UInt8] = []
    appendCSV(Array(text.utf8).span, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test(
    "only what must be is quoted",
    arguments: [
      ("", #""""#), ("a b", "a b"), (" a ", " a "), ("a,b", #""a,b""#), ("a\"b", #""a""b""#),
      ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\r\nb\""), ("a\tb;c", "a\tb;c"), ("ü📦", "ü📦"),
      ("\"", #""""""#),
    ])
  func quotes(_ text: String, _ expected: String) {
    #expect(written(text) == expected)
  }

  @Test(
    "nothing is calculated, and numbers stay",
    arguments: [
      ("=1+2", "'=1+2"), ("@SUM(A1)", "'@SUM(A1)"), ("+cmd|'/c x'!A0", "'+cmd|'/c x'!A0"),
      ("-2+3", "'-2+3"), ("\t=1", "'\t=1"), ("\n=1", "\"'\n=1\""), ("=1,\"2\"", #""'=1,""2""""#),
      ("+", "'+"), ("-", "'-"), ("+18", "+18"), ("-1", "-1"), ("007", "007"), ("a=b", "a=b"),
    ])
  func formulas(_ text: String, _ expected: String) {
    #expect(written(text) == expected)
  }

  @Test("what drives a terminal is replaced")
  func controls() {
    #expect(written("a\u{1B}[2Jb\u{0}c\u{7}") == "a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}")
  }
}
