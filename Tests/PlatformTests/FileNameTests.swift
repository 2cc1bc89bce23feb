import Platform
import Testing

struct FileNameTests {
  @Test("a byte that is not UTF-8 is shown in hexadecimal")
  func otherBytes() {
    #expect("\(FileName(bytes: [0x61, 0xE9, 0x62]))" == "a\\xE9b")
    #expect("\(FileName("ü📦"))" == "ü📦")
  }

  @Test("a name is appended after exactly one slash")
  func appending() {
    #expect(FileName("a").appending(FileName("b")) == FileName("a/b"))
    #expect(FileName("a/").appending(FileName("b")) == FileName("a/b"))
    #expect(FileName("").appending(FileName("b")) == FileName("b"))
  }
}
