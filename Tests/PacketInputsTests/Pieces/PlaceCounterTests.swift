import Bytes
import Testing

@testable import PacketInputs

@Suite struct PlaceCounterTests {
  @Test(
    "lines and columns, in any pieces",
    arguments: [
      ("", 1, 1), ("ab", 1, 3), ("a\nb", 2, 2), ("a\r\nb", 2, 2), ("a\rb\r", 3, 1),
      ("\n\r\n", 3, 1),
      ("\r\r\n", 3, 1), ("ä😀", 1, 3), ("\t", 1, 2),
    ])
  func places(_ text: String, _ line: Int, _ column: Int) {
    let bytes = Array(text.utf8)
    var whole = PlaceCounter()
    whole.advance(over: bytes.span)
    var single = PlaceCounter()
    for byte in bytes { single.advance(over: [byte].span) }
    let place = Location(byteOffset: bytes.count, line: line, column: column)
    #expect(whole.location == place)
    #expect(single.location == place)
  }

  @Test("far more chunks than are kept: places in the first and the last ones are exact")
  func chunks() {
    var map = ChunkMap()
    // Each chunk has one line of ten bytes, and its frame has two lines of five bytes.
    let place = { (index: Int) in
      (
        Location(byteOffset: index * 10, line: index + 1, column: 1),
        Location(byteOffset: index * 15 + 5, line: index * 3 + 2, column: 1)
      )
    }
    let count = 400_000
    for index in 0..<count {
      let (inBody, inFile) = place(index)
      map.add(inBody: inBody, inFile: inFile)
    }
    for index in [0, 1, 1023, count - 60_000, count - 1] {
      let (inBody, inFile) = place(index)
      let asked = Location(byteOffset: inBody.byteOffset + 3, line: inBody.line, column: 4)
      let expected = Location(byteOffset: inFile.byteOffset + 3, line: inFile.line, column: 4)
      #expect(map.place(inFile: asked) == expected)
    }
  }
}
