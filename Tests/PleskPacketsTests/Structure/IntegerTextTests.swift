import Testing

@testable import PleskPackets

/// Integers as XML Schema writes them.
@Suite struct IntegerTextTests {
  @Test(
    "reads",
    arguments: [
      ("0", 0), ("18", 18), ("+18", 18), ("-18", -18), ("-0", 0), ("+0", 0), ("00018", 18),
      (" 18", 18), ("18 ", 18), ("\t\r\n 18 \n\r\t", 18),
      ("9223372036854775807", .max), ("-9223372036854775808", .min),
      ("+0000000000000000000000000000009223372036854775807", .max),
    ] as [(String, Int64)])
  func reads(_ text: String, _ number: Int64) {
    #expect(IntegerText(Array(text.utf8).span) == .value(number))
  }

  @Test(
    "is too large",
    arguments: [
      ("9223372036854775808", false), ("-9223372036854775809", true),
      ("99999999999999999999", false), ("+18446744073709551616", false),
      ("-100000000000000000000000000000000000000000", true), (" 9223372036854775808 ", false),
      ("18446744073709551617", false),
    ])
  func tooLarge(_ text: String, _ isNegative: Bool) {
    #expect(IntegerText(Array(text.utf8).span) == .tooLarge(isNegative: isNegative))
  }

  @Test(
    "is not an integer",
    arguments: [
      "", " ", "+", "-", "+-1", "--1", "- 1", "1 8", "1-", "0x12", "1e3", "1.0", "1,000", "a",
      "１８", "\u{A0}18", "18\u{A0}", "\u{B}18", "18\u{C}", "99999999999999999999x", "/", ":",
    ])
  func notAnInteger(_ text: String) {
    #expect(IntegerText(Array(text.utf8).span) == .notAnInteger)
  }

  @Test("has no sign where none is allowed", arguments: ["+1", "-1", "-0", "+0", "1-"])
  func unsigned(_ text: String) {
    #expect(IntegerText(Array(text.utf8).span, signs: false) == .notAnInteger)
  }

  @Test func whitespaceAndZerosAreFineWithoutSigns() {
    #expect(IntegerText(Array(" 007\n".utf8).span, signs: false) == .value(7))
  }
}
