import Bytes
import CExpat

extension ParserCore {
  /// Explains Expat's error in plain words.
  ///
  /// - Parameters:
  ///   - anchor: The offset after everything that Expat had reported when it last got bytes.
  ///   - atEnd: Whether Expat knows that the input ends here.
  ///   - onlyWhitespace: Whether the input has nothing but a byte order mark and whitespace.
  func diagnose(after anchor: Int, atEnd: Bool, onlyWhitespace: Bool) -> SAXError {
    if let failure { return failure }
    let (code, place) = refusal(after: anchor)
    let bytes = input(at: place.byteOffset)
    func error(
      _ code: SAXError.Code, _ message: String, _ detail: SAXError.Detail? = nil
    ) -> SAXError {
      SAXError(code: code, location: place, message: message, detail: detail)
    }

    if code == XML_ERROR_NO_MEMORY || isOutOfMemory { return error(.outOfMemory, "out of memory") }
    switch code {
    case XML_ERROR_UNKNOWN_ENCODING:
      return error(.encoding, "the encoding “\(declaredName(at: place))” is not known")
    case XML_ERROR_INCORRECT_ENCODING:
      return error(.encoding, "the declared encoding is not the one that the bytes are in")
    case XML_ERROR_PARTIAL_CHAR where rootHasEnded:
      return error(.encoding, "the input ends inside a character of \(encoding.rawValue)")
    case XML_ERROR_UNCLOSED_TOKEN where rootHasEnded && encoding.isWide && bytes.count == 1:
      return error(.encoding, "the input ends inside a character of \(encoding.rawValue)")
    default:
      break
    }

    if atEnd, !rootHasEnded, Self.endings.contains(code.rawValue) {
      if onlyWhitespace { return error(.empty, start.isEmpty ? "no input" : "only whitespace") }
      return error(.truncated, depth == 0 ? "before the root" : "\(depth) elements are still open")
    }

    if code == XML_ERROR_INVALID_TOKEN, encoding.refuses(bytes) {
      return error(.encoding, "the bytes here are no character of \(encoding.rawValue)")
    }
    return error(.notWellFormed, words(for: code, bytes), detail(of: code, bytes, place))
  }

  /// The errors that can only occur because the input ends.
  private static let endings: Set<UInt32> = [
    XML_ERROR_NO_ELEMENTS.rawValue, XML_ERROR_UNCLOSED_TOKEN.rawValue,
    XML_ERROR_PARTIAL_CHAR.rawValue, XML_ERROR_UNCLOSED_CDATA_SECTION.rawValue,
  ]

  /// Why Expat ended the parse, and where.
  ///
  /// After the root, Expat judges a word by its end. The end of a long or quoted word may not have
  /// been read yet. Such a word is not allowed there anyway, so it is reported where it starts.
  private func refusal(after anchor: Int) -> (XML_Error, Location) {
    let code = unsafe XML_GetErrorCode(parser)
    let place = location
    guard let rootEnd else { return (code, place) }
    if let start = startOfLongJunk(from: max(rootEnd, anchor), before: place.byteOffset) {
      return (XML_ERROR_JUNK_AFTER_DOC_ELEMENT, locator.resolve(.unresolved(byteOffset: start)))
    }
    let bytes = input(at: place.byteOffset)
    let isWhole = !bytes.isEmpty && bytes.count >= encoding.lengthOfFirst(in: bytes)
    let endsWord = code == XML_ERROR_PARTIAL_CHAR && !isLongJunk(at: place.byteOffset)
    if Self.endings.contains(code.rawValue), isWhole, !endsWord,
      character(bytes) != UInt8(ascii: "<")
    {
      return (XML_ERROR_JUNK_AFTER_DOC_ELEMENT, place)
    }
    return (code, place)
  }

  /// The start of a word that is quoted or longer than `longestWord`; nil if there is none before
  /// the place.
  private func startOfLongJunk(from anchor: Int, before place: Int) -> Int? {
    guard let bytes = unsafe InputWindow(parser, detour).bytes(from: anchor) else { return nil }
    let input = InputCharacters(bytes, encoding)
    let end = (place - anchor) / input.size
    guard let start = input.startOfJunk(before: end) else { return nil }
    let isLong = end - start > InputCharacters.longestWord || input.isQuoted(at: start)
    return isLong ? anchor + start * input.size : nil
  }

  /// Whether a word continues from here to the end of the input and is longer than `longestWord`.
  private func isLongJunk(at place: Int) -> Bool {
    guard let bytes = unsafe InputWindow(parser, detour).bytes(from: place) else { return false }
    return InputCharacters(bytes, encoding).count > InputCharacters.longestWord
  }

  /// Up to four input bytes at an offset.
  private func input(at offset: Int) -> [UInt8] {
    let window = unsafe InputWindow(parser, detour)
    let start = offset - window.byteOffset
    guard start >= 0, start < window.bytes.count else { return [] }
    return (start..<min(start + 4, window.bytes.count)).map { window.bytes[$0] }
  }

  /// The name of the encoding as declared. Expat is at its start.
  private func declaredName(at place: Location) -> String {
    let window = unsafe InputWindow(parser, detour)
    var name: [UInt8] = []
    var offset = place.byteOffset - window.byteOffset
    while offset >= 0, offset < window.bytes.count, name.count < 64 {
      let byte = window.bytes[offset]
      offset += 1
      if byte == 0 { continue }  // half of a UTF-16 unit
      if byte == 0x22 || byte == 0x27 || byte < 0x20 { break }
      name.append(byte)
    }
    return String(decoding: name, as: UTF8.self)
  }

  private func detail(
    of code: XML_Error, _ bytes: [UInt8], _ place: Location
  ) -> SAXError.Detail? {
    let first = character(bytes)
    if rootHasEnded {
      let isElement = first == UInt8(ascii: "<") && code != XML_ERROR_INVALID_TOKEN
      return isElement || code == XML_ERROR_MISPLACED_XML_PI
        ? .secondDocument : .afterRoot
    }
    if depth > 0 { return nil }
    if code == XML_ERROR_MISPLACED_XML_PI { return .blankBeforeDeclaration }
    let visible = start.dropFirst(byteOrderMark).drop {
      $0 == 0x20 || (0x09...0x0D).contains($0)
    }
    if place.byteOffset == visible.startIndex, first != UInt8(ascii: "<") {
      return .notMarkup(firstByte: first)
    }
    // Expat has seen the whole token, or refuses it after these bytes. So they are there, however
    // the input is cut.
    if place.byteOffset < visible.startIndex { return nil }
    let lowered = visible.prefix(9).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return lowered.elementsEqual("<!doctype".utf8) ? .html : nil
  }

  /// The first character of the bytes if it is ASCII; otherwise 0.
  private func character(_ bytes: [UInt8]) -> UInt8 {
    guard encoding.isWide else { return bytes.first ?? 0 }
    let high = encoding == .utf16BigEndian ? 0 : 1
    return bytes.count >= 2 && bytes[high] == 0 ? bytes[1 - high] : 0
  }

  private func words(for code: XML_Error, _ bytes: [UInt8]) -> String {
    switch code {
    case XML_ERROR_INVALID_TOKEN:
      return invalidToken(bytes)
    case XML_ERROR_SYNTAX: return "this is not allowed here"
    case XML_ERROR_UNCLOSED_TOKEN: return "the input ends inside this markup"
    case XML_ERROR_PARTIAL_CHAR: return "the input ends inside a character"
    case XML_ERROR_TAG_MISMATCH: return "the end tag does not match the start tag"
    case XML_ERROR_DUPLICATE_ATTRIBUTE: return "the element has this attribute twice"
    case XML_ERROR_JUNK_AFTER_DOC_ELEMENT: return "there is more after the end of the root element"
    case XML_ERROR_UNDEFINED_ENTITY:
      return "an entity that is not defined (XML has only lt, gt, amp, apos and quot)"
    case XML_ERROR_BAD_CHAR_REF: return "a reference to a character that XML does not allow"
    case XML_ERROR_MISPLACED_XML_PI: return "an XML declaration that is not at the very start"
    case XML_ERROR_XML_DECL: return "the XML declaration is not well-formed"
    case XML_ERROR_UNBOUND_PREFIX: return "a prefix that no xmlns attribute declares"
    case XML_ERROR_UNDECLARING_PREFIX: return "a prefix cannot be undeclared"
    case XML_ERROR_RESERVED_PREFIX_XML:
      return "the prefix “xml” cannot be bound to another namespace"
    case XML_ERROR_RESERVED_PREFIX_XMLNS: return "the prefix “xmlns” cannot be declared"
    case XML_ERROR_RESERVED_NAMESPACE_URI: return "a reserved namespace cannot be bound to a prefix"
    case XML_ERROR_ASYNC_ENTITY: return "an end tag without a start tag"
    default:
      guard let text = unsafe XML_ErrorString(code) else { return "error \(code.rawValue)" }
      return unsafe String(cString: text)
    }
  }

  private func invalidToken(_ bytes: [UInt8]) -> String {
    let value = character(bytes)
    switch value {
    case 0 where bytes.isEmpty: return "invalid markup"
    case 0x09, 0x0A, 0x0D, 0x20: return "whitespace is not allowed here"
    case 0 where bytes.first != 0: return "a character that is not allowed here"
    case 0..<0x20: return "the character U+\(hexadecimal(value)) is not allowed in XML"
    case UInt8(ascii: "&"): return "“&” that does not start a reference (write &amp;)"
    case UInt8(ascii: "<"): return "“<” that does not start markup (write &lt;)"
    case UInt8(ascii: "]"): return "“]]>” in text (write ]]&gt;)"
    case 0x21..<0x7F: return "“\(Character(Unicode.Scalar(value)))” is not allowed here"
    default: return "a character that is not allowed here"
    }
  }

  private func hexadecimal(_ value: UInt8) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
