extension Span<UInt8> {
  /// Whether all bytes are whitespace: space, tab, CR or LF.
  ///
  /// - Complexity: Linear; runs of spaces are checked eight bytes at a time.
  @inlinable
  @inline(__always)
  package var isWhitespace: Bool {
    unsafe withUnsafeBytes { bytes in
      let spaces: UInt64 = 0x2020_2020_2020_2020
      var index = 0
      // Within bounds: at least eight bytes are left at each load.
      while bytes.count - index >= 8,
        unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) == spaces
      {
        index += 8
      }
      while index < bytes.count {
        switch unsafe bytes[index] {
        case 0x20, 0x0A, 0x09, 0x0D: index += 1
        default: return false
        }
      }
      return true
    }
  }

  /// The number that one to 16 digits spell; nil for any other text.
  ///
  /// Digits are read eight at a time: a loop over digits would cost more than everything else that
  /// is done for a short element.
  @inlinable
  package var fewDigits: Int64? {
    let count = count
    if count == 0 || count > 16 { return nil }
    return unsafe withUnsafeBytes { bytes in
      // Within bounds: no load reads more bytes than there are.
      if count < 4 {
        var value: Int64 = 0
        for index in 0..<count {
          let digit = unsafe bytes.load(fromByteOffset: index, as: UInt8.self) &- UInt8(ascii: "0")
          if digit > 9 { return nil }
          value = value &* 10 &+ Int64(digit)
        }
        return value
      }
      if count < 8 {
        let head = UInt64(UInt32(littleEndian: unsafe bytes.loadUnaligned(as: UInt32.self)))
        let last = unsafe bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
        let tail = UInt64(UInt32(littleEndian: last))
        // The last digit is the highest byte. Where the two words overlap, they are equal.
        let digits = tail &<< 32 | head &<< UInt64(8 &* (8 &- count))
        return EightDigits(digits | EightDigits.zeros &>> UInt64(8 &* count)).value
      }
      let tail = UInt64(
        littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
      if count == 8 { return EightDigits(tail).value }
      let head = UInt64(littleEndian: unsafe bytes.loadUnaligned(as: UInt64.self))
      let bits = UInt64(8 &* (16 &- count))
      guard let low = EightDigits(tail).value,
        let high = EightDigits(head &<< bits | ~(~0 &<< bits) & EightDigits.zeros).value
      else { return nil }
      return high &* 100_000_000 &+ low
    }
  }

  /// Whether the bytes equal the string in UTF-8.
  package func elementsEqual(_ other: StaticString) -> Bool {
    guard other.hasPointerRepresentation, count == other.utf8CodeUnitCount else { return false }
    for index in indices where unsafe self[index] != other.utf8Start[index] { return false }
    return true
  }

  /// Whether the bytes equal these.
  package func elementsEqual(_ other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }
}
