import Testing

@testable import Bytes

@Suite struct TextBufferTests {
  @Test(
    "texts of any length are appended",
    arguments: [0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 255, 256, 257, 3000])
  func append(_ size: Int) {
    var buffer = TextBuffer()
    var expected: [UInt8] = []
    for round in 0..<40 {
      let text = (0..<size).map { UInt8(truncatingIfNeeded: round &* 31 &+ $0) }
      buffer.append(copying: text.span)
      expected += text
    }
    let bytes = [UInt8](copying: buffer.span)
    let isEmpty = buffer.isEmpty
    #expect(bytes == expected)
    #expect(buffer.count == expected.count)
    #expect(isEmpty == expected.isEmpty)
  }

  @Test func singleBytesAreAppended() {
    var buffer = TextBuffer()
    let expected = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    for byte in expected { buffer.append(byte) }
    let bytes = [UInt8](copying: buffer.span)
    #expect(bytes == expected)
  }

  @Test("memory grows by doubling, or to the size that a long text needs")
  func growth() {
    var buffer = TextBuffer()
    #expect(buffer.capacity == 256)
    for _ in 0..<257 { buffer.append(0x61) }
    #expect(buffer.capacity == 512)
    let text = [UInt8](repeating: 0x62, count: 2000)
    buffer.append(copying: text.span)
    #expect(buffer.capacity == 2257)
  }

  @Test("memory is kept up to 64 KiB", arguments: [64 * 1024, 64 * 1024 + 1])
  func shrinking(_ size: Int) {
    var buffer = TextBuffer()
    let text = [UInt8](repeating: 0x61, count: size)
    buffer.append(copying: text.span)
    buffer.removeAll()
    #expect(buffer.count == 0)
    #expect(buffer.capacity == (size > 64 * 1024 ? 256 : size))
    buffer.append(copying: text.span)
    let bytes = [UInt8](copying: buffer.span)
    #expect(bytes == text)
  }
}
