import Bytes
import Testing

@Suite struct InputWindowTests {
  struct Case: CustomTestStringConvertible {
    var low: Int
    var high: Int?
    /// The offsets of the bytes that come back; nil for none.
    var expected: Range<Int>?

    init(_ low: Int, _ high: Int?, _ expected: Range<Int>?) {
      self.low = low
      self.high = high
      self.expected = expected
    }

    var testDescription: String { "from \(low) to \(high.map { String($0) } ?? "the end")" }
  }

  static let cases = [
    Case(10, 20, 10..<20), Case(10, nil, 10..<20), Case(12, 15, 12..<15), Case(12, nil, 12..<20),
    Case(10, 10, 10..<10), Case(15, 15, 15..<15), Case(20, 20, 20..<20), Case(20, nil, 20..<20),
    Case(9, 12, nil), Case(9, 9, nil), Case(9, nil, nil), Case(0, 5, nil), Case(-1, 12, nil),
    Case(10, 21, nil), Case(20, 21, nil), Case(21, 21, nil), Case(21, nil, nil),
    Case(15, 14, nil), Case(15, 9, nil),
  ]

  private func copy(_ window: InputWindow, from low: Int, to high: Int? = nil) -> [UInt8]? {
    guard let bytes = window.bytes(from: low, to: high) else { return nil }
    return [UInt8](copying: bytes)
  }

  @Test("a window of the offsets 10 to 20", arguments: cases)
  func bounds(_ testCase: Case) {
    let input = (0..<30).map { UInt8($0) }
    let window = InputWindow(input.span.extracting(10..<20), byteOffset: 10)
    let found = copy(window, from: testCase.low, to: testCase.high)
    let expected = testCase.expected.map { Array(input[$0]) }
    #expect(found == expected)
  }

  @Test func anEmptyWindowHasNothingButItsStart() {
    let window = InputWindow(Span(), byteOffset: 7)
    let start = copy(window, from: 7)
    let before = copy(window, from: 6)
    let after = copy(window, from: 8)
    #expect(start == [])
    #expect(before == nil)
    #expect(after == nil)
  }
}
