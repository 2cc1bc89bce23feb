/// A run of the input, character by character as far as markup goes: what is beyond ASCII is not told apart.
struct InputCharacters: ~Escapable {
  private let bytes: Span<UInt8>
  /// The bytes of a character, or of half a surrogate pair, and which of them has the value of one of ASCII.
  let size: Int
  private let low: Int

  /// - Parameter bytes: They start with a character, and in UTF-8 every byte counts for one.
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, _ encoding: InputEncoding) {
    self.bytes = bytes
    size = encoding.isWide ? 2 : 1
    low = encoding == .utf16BigEndian ? 1 : 0
  }

  var count: Int { bytes.count / size }

  /// The longest word after the root that Expat sees only as a whole, in characters.
  static var longestWord: Int { 64 }
  /// The same with most of another character, which decides on the word and may be cut.
  private static var longestWait: Int { longestWord + 3 }

  private subscript(index: Int) -> UInt8 {
    let value = bytes[index * size + low]
    return size == 1 || bytes[index * size + 1 - low] == 0 ? value : 0xFF
  }

  /// The last character before an offset in bytes, if it is one of ASCII.
  func last(before end: Int) -> UInt8 { end < size ? 0 : self[end / size - 1] }

  /// The bytes at the end that are the start of a word, as text after the root would be one; 0 if there is none, or if it is
  /// longer than a word that waits.
  ///
  /// - Parameter previous: The character before the first one.
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

  /// Whether these characters of ASCII stand at a place.
  func starts(_ text: StaticString, at start: Int) -> Bool {
    guard start >= 0, count - start >= text.utf8CodeUnitCount else { return false }
    for index in 0..<text.utf8CodeUnitCount
    where unsafe self[start + index] != text.utf8Start[index] {
      return false
    }
    return true
  }

  /// Where the last text before a place starts, of which Expat would make one event.
  ///
  /// - Parameters:
  ///   - end: The place. What is before it is well-formed content, and starts with a token.
  ///   - isInSection: Whether it starts in a CDATA section.
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

  /// Whether a quoted text starts at a place.
  func isQuoted(at place: Int) -> Bool {
    self[place] == UInt8(ascii: "\"") || self[place] == UInt8(ascii: "'")
  }

  /// Where something starts, before a place, that is neither blank nor markup; nil if there is nothing, or a piece of markup
  /// that goes beyond the place.
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

  /// The place behind the markup that starts here.
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

  /// The place behind the next of these; the end if they do not come before it.
  private func skip(_ text: StaticString, from first: Int, before end: Int) -> Int {
    var index = first
    while index < end {
      if starts(text, at: index) { return min(end, index + text.utf8CodeUnitCount) }
      index += 1
    }
    return end
  }
}
