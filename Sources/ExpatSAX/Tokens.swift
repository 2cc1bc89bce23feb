extension Span<UInt8> {
  /// Where the last text before a place starts, of which Expat would make one event.
  ///
  /// - Parameters:
  ///   - end: The place. The bytes before it are well-formed content.
  ///   - first: Where to look from: the start of a token.
  ///   - isInSection: Whether that is in a CDATA section.
  func startOfText(before end: Int, from first: Int, isInSection: Bool) -> Int {
    var index = isInSection ? skip("]]>", from: first, before: end) : first
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

  /// Whether these bytes stand at a place.
  func starts(_ text: StaticString, at index: Int) -> Bool {
    index >= 0 && count - index >= text.utf8CodeUnitCount
      && extracting(index..<(index + text.utf8CodeUnitCount)).elementsEqual(text)
  }

  /// The place behind the markup that starts here.
  private func endOfMarkup(_ start: Int, before end: Int) -> Int {
    if starts("<!--", at: start) { return skip("-->", from: start + 4, before: end) }
    if starts("<![CDATA[", at: start) { return skip("]]>", from: start + 9, before: end) }
    if starts("<?", at: start) { return skip("?>", from: start + 2, before: end) }
    var index = start + 1
    var quote: UInt8 = 0
    while index < end {
      let byte = self[index]
      index += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index
      }
    }
    return end
  }

  /// The place behind the next of these bytes; the end if they do not come before it.
  private func skip(_ text: StaticString, from first: Int, before end: Int) -> Int {
    var index = first
    while index < end {
      if starts(text, at: index) { return Swift.min(end, index + text.utf8CodeUnitCount) }
      index += 1
    }
    return end
  }
}
