import Bytes
import Testing

@Suite struct InputBlockTests {
  @Test func theFirstBlockIsSmall() {
    #expect(InputBlock.size(after: 0) == 64 * 1024)
    #expect(InputBlock.size(after: 64 * 1024 - 1) == 64 * 1024)
    #expect(InputBlock.size(after: 64 * 1024) == 512 * 1024)
    #expect(InputBlock.slice(after: 0) == 64 * 1024)
    #expect(InputBlock.slice(after: 64 * 1024) == 128 * 1024)
  }

  @Test(
    "each slice starts where the one before it ends",
    arguments: [(0, 64), (64, 192), (192, 320), (320, 448)])
  func slices(_ start: Int, _ end: Int) {
    #expect(InputBlock.sliceEnd(after: start * 1024) == end * 1024)
    #expect(InputBlock.sliceEnd(after: end * 1024 - 1) == end * 1024)
  }
}
