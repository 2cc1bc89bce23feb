/// A run of input as characters, as far as markup needs them: those beyond ASCII are all alike.
struct InputCharacters: ~Escapable {
  private let bytes: Span<UInt8>
  /// The number of bytes in a character or half of a surrogate pair.
  let size: Int
  /// The index of the byte that has the value of an ASCII character.
  private let low: Int

  /// - Parameter bytes: They start at a character boundary. In UTF-8, every byte counts as a
  ///   character.
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, _ encoding: InputEncoding) {
    self.bytes = bytes
    size = encoding.isWide ? 2 : 1
    low = encoding == .utf16BigEndian ? 1 : 0
  }

  var count: Int { bytes.count / size }

  /// The longest word after the root that Expat gets to see only as a whole, in characters.
  static var longestWord: Int { 64 }
  /// The same plus most of another character, which decides the word's fate and may be cut.
  private static var longestWait: Int { longestWord + 3 }

  private subscript(index: Int) -> UInt8 {
    let value = bytes[index * size + low]
    return size == 1 || bytes[index * size + 1 - low] == 0 ? value : 0xFF
  }

  /// The last character before a byte offset, if it is ASCII.
  func last(before end: Int) -> UInt8 { end < size ? 0 : self[end / size - 1] }

  /// How many bytes at the end are the start of a word, in the sense of text after the root; 0 if
  /// there is no word, or if it is too long to wait for.
  ///
  /// - Parameter previous: The character before this run.
  func sizeOfLastWord(after previous: UInt8) -> Int {
    func isPartOfWord(_ character: UInt8) -> Bool {
      character > 0x20 && character != UInt8(ascii: "<") && character != UInt8(ascii: ">")
    }
    var start = count
    while start > 0, count - start <= Self.longestWait, isPartOfWord(self[start - 1]) { start -= 1 }
    let before = start > 0 ? self[start - 1] : previous
    if start == count || count - start > Self.longestWait { return 0 }
    return before <= 0x20 || before == UInt8(ascii: ">") ? bytes.count - start * size : 0
  }

  /// Whether these ASCII characters are at a place.
  func starts(_ text: StaticString, at start: Int) -> Bool {
    guard start >= 0, count - start >= text.utf8CodeUnitCount else { return false }
    for index in 0..<text.utf8CodeUnitCount
    where unsafe self[start + index] != text.utf8Start[index] {
      return false
    }
    return true
  }

  /// The start of the last text before a place that Expat would report as one event.
  ///
  /// - Parameters:
  ///   - end: The place. Everything before it is well-formed content and starts with a token.
  ///   - isInSection: Whether this run starts in a CDATA section.
  func startOfText(before end: Int, isInSection: Bool) -> Int {
    var index = isInSection ? skip("]]>", from: 0, before: end) : 0
    var start = index
    while index < end {
      switch self[index] {
      case UInt8(ascii: "<"): index = endOfMarkup(index, before: end)
      case UInt8(ascii: "&"): index = skip(";", from: index, before: end)
      case 0x0A, 0x0D: index += 1
      default:
        index += 1
        continue
      }
      start = index
    }
    return start
  }

  /// Whether quoted text starts at a place.
  func isQuoted(at place: Int) -> Bool {
    self[place] == UInt8(ascii: "\"") || self[place] == UInt8(ascii: "'")
  }

  /// The start of anything before a place that is neither whitespace nor markup; nil if there is
  /// nothing, or if markup extends beyond the place.
  func startOfJunk(before end: Int) -> Int? {
    var index = 0
    while index < end {
      switch self[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      case UInt8(ascii: "<"): index = endOfMarkup(index, before: end)
      default: return index
      }
    }
    return nil
  }

  /// The place after the markup that starts here.
  private func endOfMarkup(_ start: Int, before end: Int) -> Int {
    if starts("<!--", at: start) { return skip("-->", from: start + 4, before: end) }
    if starts("<![CDATA[", at: start) { return skip("]]>", from: start + 9, before: end) }
    if starts("<?", at: start) { return skip("?>", from: start + 2, before: end) }
    var index = start + 1
    var quote: UInt8 = 0
    while index < end {
      let character = self[index]
      index += 1
      if quote != 0 {
        if character == quote { quote = 0 }
      } else if character == UInt8(ascii: "\"") || character == UInt8(ascii: "'") {
        quote = character
      } else if character == UInt8(ascii: ">") {
        return index
      }
    }
    return end
  }

  /// The place after the next occurrence of these characters; the end if there is none before it.
  private func skip(_ text: StaticString, from first: Int, before end: Int) -> Int {
    var index = first
    while index < end {
      if starts(text, at: index) { return min(end, index + text.utf8CodeUnitCount) }
      index += 1
    }
    return end
  }
}
