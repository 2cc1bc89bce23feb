/// Eight bytes that may be digits, the first one lowest.
@usableFromInline
package struct EightDigits {
  @usableFromInline package let bytes: UInt64

  @inlinable package static var zeros: UInt64 { 0x3030_3030_3030_3030 }

  @inlinable
  package init(_ bytes: UInt64) { self.bytes = bytes }

  /// The number; nil if one of the bytes is no digit.
  @inlinable
  package var value: Int64? { count < 8 ? nil : valueOfDigits }

  /// How many of the bytes, from the first on, are digits.
  @inlinable
  package var count: Int {
    let digits = bytes ^ Self.zeros
    // A byte of at most 9 stays below the top bit when 0x76 is added; one above that has the bit then, or before. Only behind
    // such a byte can a carry make a difference.
    let others = (digits &+ 0x7676_7676_7676_7676 | digits) & 0x8080_8080_8080_8080
    return others.trailingZeroBitCount &>> 3
  }

  /// The number that the first bytes are, one to seven digits.
  @inlinable
  package func valueOfFirst(_ count: Int) -> Int64 {
    // Zeros in front make it eight.
    let bits = UInt64(8 &* count)
    return EightDigits(bytes &<< (64 &- bits) | Self.zeros &>> bits).valueOfDigits
  }

  /// The number, of bytes that are all digits.
  @inlinable
  package var valueOfDigits: Int64 {
    let digits = bytes ^ Self.zeros
    // Neighbours are put together: digits to pairs, pairs to fours, fours to one number.
    let pairs = digits &* 10 &+ digits &>> 8
    let mask: UInt64 = 0x0000_00FF_0000_00FF
    let outer = (pairs & mask) &* (100 &+ 1_000_000 &<< 32)
    let inner = (pairs &>> 16 & mask) &* (1 &+ 10_000 &<< 32)
    return Int64((outer &+ inner) &>> 32)
  }
}
