import Bytes
import Testing

/// Whitespace and numbers are read eight bytes at a time. The tests compare with one at a time.
@Suite struct SpanTests {
  /// Bytes with other bytes around them, which must not be read.
  private struct Surrounded {
    private let all: [UInt8]
    private let range: Range<Int>

    init(_ bytes: [UInt8], by other: UInt8) {
      let others = [UInt8](repeating: other, count: 9)
      all = others + bytes + others
      range = others.count..<(others.count + bytes.count)
    }

    var isWhitespace: Bool { all.span.extracting(range).isWhitespace }
    var fewDigits: Int64? { all.span.extracting(range).fewDigits }
  }

  private static func digits(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(ascii: "1") + UInt8($0 % 9) }
  }

  /// The number that one to 16 digits spell, digit by digit.
  private func number(_ bytes: [UInt8]) -> Int64? {
    guard (1...16).contains(bytes.count) else { return nil }
    var value: Int64 = 0
    for byte in bytes {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    return value
  }

  @Test("one to 16 digits are a number", arguments: 0...17)
  func numbers(_ count: Int) {
    let texts: [[UInt8]] = [
      Self.digits(count), Self.digits(count).reversed(),
      [UInt8](repeating: UInt8(ascii: "0"), count: count),
      [UInt8](repeating: UInt8(ascii: "9"), count: count),
    ]
    for text in texts {
      let value = Surrounded(text, by: UInt8(ascii: "7")).fewDigits
      #expect(value == number(text))
    }
  }

  @Test("a text with any other byte is not a number", arguments: 1...17)
  func otherBytes(_ count: Int) {
    var taken: [String] = []
    for place in 0..<count {
      for byte in UInt8.min...UInt8.max {
        var text = Self.digits(count)
        text[place] = byte
        let value = Surrounded(text, by: UInt8(ascii: "7")).fewDigits
        if value != number(text) { taken.append("byte \(byte) at \(place)") }
      }
    }
    #expect(taken == [])
  }

  @Test("whitespace at any place is whitespace", arguments: 0...25)
  func whitespace(_ count: Int) {
    let spaces = [UInt8](repeating: 0x20, count: count)
    let allSpaces = Surrounded(spaces, by: UInt8(ascii: "x")).isWhitespace
    #expect(allSpaces)
    for place in 0..<count {
      for byte: UInt8 in [0x09, 0x0A, 0x0D] {
        var text = spaces
        text[place] = byte
        let isWhitespace = Surrounded(text, by: UInt8(ascii: "x")).isWhitespace
        #expect(isWhitespace, "byte \(byte) at \(place)")
      }
    }
  }

  @Test("a text with any other byte is not whitespace", arguments: 1...25)
  func noWhitespace(_ count: Int) {
    var taken: [String] = []
    for place in 0..<count {
      for byte in UInt8.min...UInt8.max where ![0x20, 0x09, 0x0A, 0x0D].contains(byte) {
        var text = [UInt8](repeating: 0x20, count: count)
        text[place] = byte
        let isWhitespace = Surrounded(text, by: 0x20).isWhitespace
        if isWhitespace { taken.append("byte \(byte) at \(place)") }
      }
    }
    #expect(taken == [])
  }

  @Test func bytesEqualAStringOrAnArray() {
    let bytes = Array("é1".utf8)
    let same = bytes.span.elementsEqual("é1") && bytes.span.elementsEqual([0xC3, 0xA9, 0x31])
    let shorter = bytes.span.elementsEqual("é") || bytes.span.elementsEqual([0xC3, 0xA9])
    let other = bytes.span.elementsEqual("é2") || bytes.span.elementsEqual([0xC3, 0xA9, 0x32])
    #expect(same)
    #expect(!shorter)
    #expect(!other)
  }

  @Test func invalidBytesOfAStringAreReplaced() {
    let bytes: [UInt8] = [0x61, 0xFF, 0x62]
    let text = String(copying: bytes.span)
    #expect(text == "a\u{FFFD}b")
  }
}
