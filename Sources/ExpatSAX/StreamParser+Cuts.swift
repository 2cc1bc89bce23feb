/// Makes the result independent of how the input is cut into pieces: if a character, line end or
/// word is cut in two, its first part waits for the rest.
extension StreamParser where Handler: ~Copyable {
  /// How many of the last bytes Expat should get only together with the next ones: at most three.
  ///
  /// These are the start of a character, because Expat refuses some characters at their first byte,
  /// and the error could not be explained without the other bytes. Also a CR, because after the
  /// root Expat would take it and a following LF for two line ends. For the first bytes, a declared
  /// single-byte encoding is not known yet, so all single-byte encodings are treated as UTF-8.
  static func unfinished(in bytes: Span<UInt8>, _ encoding: InputEncoding) -> Int {
    switch encoding {
    case .utf8, .latin1, .ascii:
      return endsInCR(bytes) ? 1 : unfinishedScalar(in: bytes)
    case .utf16LittleEndian, .utf16BigEndian:
      let odd = bytes.count % 2
      return odd + unfinishedUnit(in: bytes.extracting(droppingLast: odd), encoding)
    }
  }

  private static func endsInCR(_ bytes: Span<UInt8>) -> Bool {
    !bytes.isEmpty && bytes[bytes.count - 1] == 0x0D
  }

  private static func unfinishedScalar(in bytes: Span<UInt8>) -> Int {
    var length = 1
    while length <= 3, length <= bytes.count {
      let byte = bytes[bytes.count - length]
      if byte < 0x80 { return 0 }
      if byte >= 0xC0 { return length < InputEncoding.utf8Length(byte) ? length : 0 }
      length += 1
    }
    return 0
  }

  private static func unfinishedUnit(in bytes: Span<UInt8>, _ encoding: InputEncoding) -> Int {
    guard bytes.count >= 2 else { return 0 }
    let isBigEndian = encoding == .utf16BigEndian
    let high = bytes[bytes.count - (isBigEndian ? 2 : 1)]
    let low = bytes[bytes.count - (isBigEndian ? 1 : 2)]
    return (0xD8...0xDB).contains(high) || (high, low) == (0, 0x0D) ? 2 : 0
  }

  /// The index of half of a surrogate pair without the other half. Expat takes any unit after a
  /// first half for the second half.
  static func loneSurrogate(in bytes: Span<UInt8>, _ encoding: InputEncoding) -> Int? {
    guard encoding.isWide else { return nil }
    let high = encoding == .utf16BigEndian ? 0 : 1
    var index = 0
    while index + 1 < bytes.count {
      let first = bytes[index + high]
      if (0xD8...0xDB).contains(first) {
        guard index + 3 < bytes.count, (0xDC...0xDF).contains(bytes[index + 2 + high]) else {
          return index + 3 < bytes.count ? index : nil
        }
        index += 2
      } else if (0xDC...0xDF).contains(first) {
        return nil  // Expat refuses it itself
      }
      index += 2
    }
    return nil
  }
}
