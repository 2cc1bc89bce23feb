import Bytes
import Testing

@Suite struct EightDigitsTests {
  /// Eight bytes, the first one lowest.
  private func eight(_ bytes: [UInt8]) -> EightDigits {
    var word: UInt64 = 0
    for byte in bytes.reversed() { word = word << 8 | UInt64(byte) }
    return EightDigits(word)
  }

  @Test(
    "digits are counted up to the first other byte", arguments: 0...7, [UInt8(0x00), 0x35, 0xFF])
  func count(_ digits: Int, _ filler: UInt8) {
    var wrong: [UInt8] = []
    for byte in UInt8.min...UInt8.max where !(0x30...0x39).contains(byte) {
      let bytes =
        [UInt8](repeating: UInt8(ascii: "9"), count: digits) + [byte]
        + [UInt8](repeating: filler, count: 7 - digits)
      let count = eight(bytes).count
      let value = eight(bytes).value
      if count != digits || value != nil { wrong.append(byte) }
    }
    #expect(wrong == [])
  }

  @Test func eightDigitsAreANumber() {
    let digits = eight(Array("12345678".utf8))
    #expect(digits.count == 8)
    #expect(digits.value == 12_345_678)
    #expect(digits.valueOfDigits == 12_345_678)
  }

  @Test("the first digits are read whatever follows them", arguments: 1...7)
  func first(_ count: Int) {
    let text = "98765432".prefix(count)
    let bytes = Array(text.utf8) + [UInt8](repeating: UInt8(ascii: "<"), count: 8 - count)
    let value = Int64(text)
    #expect(eight(bytes).valueOfFirst(count) == value)
  }
}
