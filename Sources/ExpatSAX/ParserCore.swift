import CExpat

/// What the callbacks that Expat knows share with the parser. It lives at one address from
/// the parser's creation to its end, so that C can hold a pointer to it.
@safe
struct ParserCore {
  let parser: XML_Parser
  /// The handler's memory, of the type below.
  let handler: UnsafeMutableRawPointer
  let handlerType: any (SAXHandler & ~Copyable).Type
  let limits: Limits
  /// Whether a locator can find places later, from the bytes that Expat keeps at hand.
  let hasLocator: Bool

  /// Elements open now.
  var depth = 0
  var rootHasEnded = false
  /// Set once, when the parse must end; no event follows it.
  var failure: SAXError?
  /// The same as `failure != nil`, cheaper to ask at every event.
  var isStopped = false
  /// Namespace declarations that Expat announced ahead of the next start tag, and their bytes.
  var declarations = 0
  var declarationBytes = 0
  /// The first bytes of the input, as far as they tell its encoding.
  var start: [UInt8] = []
  var byteOrderMark = 0
  var declaredEncoding: String?

  init(
    parser: XML_Parser, handler: UnsafeMutableRawPointer, handlerType: any (SAXHandler & ~Copyable).Type,
    limits: Limits, hasLocator: Bool
  ) {
    unsafe self.parser = parser
    unsafe self.handler = handler
    self.handlerType = handlerType
    self.limits = limits
    self.hasLocator = hasLocator
  }

  /// Whether the input is in UTF-16.
  var isWide: Bool { encoding == .utf16LittleEndian || encoding == .utf16BigEndian }

  var encoding: InputEncoding { InputEncoding(start: start, declared: declaredEncoding) }

  /// Where Expat stands.
  var location: Location { unsafe place(of: parser, byteOrderMark: byteOrderMark) }

  /// Ends the parse for this reason, unless it has ended for another.
  mutating func stop(
    _ code: SAXError.Code, _ message: String, breach: Limits.Breach? = nil
  ) {
    if isStopped { return }
    isStopped = true
    failure = SAXError(code: code, location: location, message: message, breach: breach)
    _ = unsafe XML_StopParser(parser, XML_Bool(XML_FALSE))
  }

  mutating func stop(_ limit: Limits.Name, actual: Int) {
    let breach = Limits.Breach(limit: limit, actual: actual, maximum: limits[limit])
    stop(.limit, breach.description, breach: breach)
  }
}

/// Where a parser stands, for an input with a byte order mark of so many bytes.
///
/// Apart from `ParserCore`, so that asking for a place does not copy the core.
@inline(__always)
func place(of parser: XML_Parser, byteOrderMark: Int) -> Location {
  let offset = max(0, Int(unsafe XML_GetCurrentByteIndex(parser)))
  let line = Int(clamping: unsafe XML_GetCurrentLineNumber(parser))
  var column = Int(clamping: unsafe XML_GetCurrentColumnNumber(parser))
  // Expat counts the byte order mark as a column of the first line.
  if byteOrderMark > 0, line == 1, offset >= byteOrderMark, column > 0 { column -= 1 }
  return Location(byteOffset: offset, line: line, column: column &+ 1)
}
