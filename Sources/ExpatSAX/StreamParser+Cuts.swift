/// Keeps what Expat makes of an input independent of how it was cut into pieces.
extension StreamParser where Handler: ~Copyable {
  /// How many bytes of a word are held back at the most.
  private static var longestHeldWord: Int { 64 }

  /// How many of the last bytes Expat should see only together with the next ones.
  ///
  /// A part of a character: Expat may refuse it for being a part. The start of a word that may stand after the root:
  /// Expat judges it by its end. Neither can complete an element, so no event is late for it.
  ///
  /// - Parameters:
  ///   - bytes: What Expat would see next.
  ///   - previous: The byte before them.
  static func tail(of bytes: Span<UInt8>, after previous: UInt8, _ encoding: InputEncoding) -> Int {
    switch encoding {
    case .utf16LittleEndian, .utf16BigEndian:
      let odd = bytes.count % 2
      return odd + unfinishedPair(bytes.extracting(droppingLast: odd), encoding)
    case .utf8, .latin1, .ascii:
      var start = bytes.count
      while start > 0, bytes.count - start <= longestHeldWord, isPartOfWord(bytes[start - 1]) {
        start -= 1
      }
      let length = bytes.count - start
      let before = start == 0 ? previous : bytes[start - 1]
      if length <= longestHeldWord, before <= 0x20 || before == UInt8(ascii: ">") { return length }
      return encoding == .utf8 ? unfinishedScalar(bytes) : 0
    }
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
  }

  /// The bytes of a character in UTF-8 that has more of them to come.
  private static func unfinishedScalar(_ bytes: Span<UInt8>) -> Int {
    var length = 1
    while length <= 3, length <= bytes.count {
      let byte = bytes[bytes.count - length]
      if byte < 0x80 { return 0 }
      if byte >= 0xC0 {
        let whole = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        return length < whole ? length : 0
      }
      length += 1
    }
    return 0
  }

  private static func unfinishedPair(_ bytes: Span<UInt8>, _ encoding: InputEncoding) -> Int {
    guard bytes.count >= 2 else { return 0 }
    let high = bytes[bytes.count - (encoding == .utf16BigEndian ? 2 : 1)]
    return (0xD8...0xDB).contains(high) ? 2 : 0
  }

  /// Where half of a surrogate pair stands without the other half. Expat takes a first half for the start of any pair.
  static func loneSurrogate(in bytes: Span<UInt8>, _ encoding: InputEncoding) -> Int? {
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
