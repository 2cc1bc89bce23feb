/// Eight bytes that may be digits. The first byte is the lowest one.
@usableFromInline
package struct EightDigits {
  @usableFromInline package let bytes: UInt64

  @inlinable package static var zeros: UInt64 { 0x3030_3030_3030_3030 }

  @inlinable
  package init(_ bytes: UInt64) { self.bytes = bytes }

  /// The number; nil if one of the bytes is not a digit.
  @inlinable
  package var value: Int64? { count < 8 ? nil : valueOfDigits }

  /// How many bytes are digits, counted from the first byte up to the first that is not a digit.
  @inlinable
  package var count: Int {
    let digits = bytes ^ Self.zeros
    // Adding 0x76 leaves the top bit of a byte up to 9 clear. A larger byte has the bit set before
    // or after the addition. A carry can only change bytes after a larger one.
    let others = (digits &+ 0x7676_7676_7676_7676 | digits) & 0x8080_8080_8080_8080
    return others.trailingZeroBitCount &>> 3
  }

  /// The number in the first bytes, which are one to seven digits.
  @inlinable
  package func valueOfFirst(_ count: Int) -> Int64 {
    // Leading zeros make it eight digits.
    let bits = UInt64(8 &* count)
    return EightDigits(bytes &<< (64 &- bits) | Self.zeros &>> bits).valueOfDigits
  }

  /// The number, if all bytes are digits.
  @inlinable
  package var valueOfDigits: Int64 {
    let digits = bytes ^ Self.zeros
    // Neighbours are combined: digits into pairs, pairs into fours, fours into one number.
    let pairs = digits &* 10 &+ digits &>> 8
    let mask: UInt64 = 0x0000_00FF_0000_00FF
    let outer = (pairs & mask) &* (100 &+ 1_000_000 &<< 32)
    let inner = (pairs &>> 16 & mask) &* (1 &+ 10_000 &<< 32)
    return Int64((outer &+ inner) &>> 32)
  }
}
