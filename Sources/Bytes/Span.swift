extension Span<UInt8> {
  /// Whether there is nothing but whitespace: space, tab, CR and LF.
  ///
  /// - Complexity: Linear; runs of spaces are taken eight bytes at a time.
  @inlinable
  @inline(__always)
  package var isWhitespace: Bool {
    unsafe withUnsafeBytes { bytes in
      let spaces: UInt64 = 0x2020_2020_2020_2020
      var index = 0
      // Within bounds: eight bytes are left whenever they are loaded.
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

  /// Whether the bytes are those of the string, in UTF-8.
  package func elementsEqual(_ other: StaticString) -> Bool {
    guard other.hasPointerRepresentation, count == other.utf8CodeUnitCount else { return false }
    for index in indices where unsafe self[index] != other.utf8Start[index] { return false }
    return true
  }

  /// Whether the bytes are these.
  package func elementsEqual(_ other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }
}

extension Array<UInt8> {
  /// Adds a copy of the bytes at the end.
  package mutating func append(copying bytes: Span<UInt8>) {
    // The buffer is read within the span's own scope.
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

extension String {
  /// A string of these bytes of UTF-8; what is not UTF-8 becomes U+FFFD.
  package init(copying bytes: Span<UInt8>) {
    // The buffer is read within the span's own scope.
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
