import Bytes
import ExpatSAX

/// A number of one to seven digits that can be recognised by its bytes.
struct ShortNumber {
  var value: Int64 = 0
  var count = 0
  /// The digits and the “<” after them, with the first one in the lowest byte.
  private var bytes: UInt64 = ~0
  private var mask: UInt64 = 0

  init() {}

  @inline(__always)
  init(_ digits: EightDigits, _ count: Int) {
    value = digits.valueOfFirst(count)
    self.count = count
    mask = ~0 &>> UInt64(56 &- 8 &* count)
    bytes = digits.bytes & mask
  }

  /// Whether these eight bytes start with the number and the “<” after it.
  @inline(__always)
  func isStart(of word: UInt64) -> Bool { word & mask == bytes }
}
