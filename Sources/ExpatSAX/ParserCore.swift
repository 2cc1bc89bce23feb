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
  let locator: SAXLocator
  /// Whether Expat keeps the bytes around an event at hand, as the locator needs it.
  let keepsInput: Bool

  /// Elements open now.
  var depth = 0
  var rootHasEnded = false
  /// Set once, when the parse must end; no event follows it.
  var failure: SAXError?
  /// The same as `failure != nil`, cheaper to ask at every event.
  var isStopped = false
  /// An element whose start tag has come, and perhaps a text, but not the handler's event: it waits to be told in one.
  var passed: PassedElement?
  /// The input that Expat is reading: where in memory, and the offset of the first byte.
  var input: UnsafeRawBufferPointer
  var inputOffset = 0
  /// Whether names are what stands in the input: in UTF-8, and no namespace has been declared.
  var mayReadNames = false
  var hasNamespaces = false
  /// Namespace declarations that Expat announced ahead of the next start tag, and their bytes.
  var declarations = 0
  var declarationBytes = 0
  /// The first bytes of the input, as far as they tell its encoding.
  var start: [UInt8] = []
  var byteOrderMark = 0
  var declaredEncoding: String?

  init(
    parser: XML_Parser, handler: UnsafeMutableRawPointer,
    handlerType: any (SAXHandler & ~Copyable).Type,
    limits: Limits, locator: SAXLocator, keepsInput: Bool
  ) {
    unsafe self.parser = parser
    unsafe self.handler = handler
    self.handlerType = handlerType
    self.limits = limits
    unsafe input = UnsafeRawBufferPointer(start: nil, count: 0)
    self.locator = locator
    self.keepsInput = keepsInput
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

/// An element without attributes that waits for its end. Its name and text are the input's, which stays within one call of
/// Expat. (Expat's own copy of a name may move before the call returns.)
@safe
struct PassedElement {
  let name: UnsafePointer<CChar>
  let nameLength: Int
  /// Where the start tag is in the input.
  let offset: Int
  var text: UnsafePointer<UInt8>?
  var textLength = 0
  var textOffset = 0

  init(name: UnsafePointer<CChar>, nameLength: Int, offset: Int) {
    unsafe self.name = name
    self.nameLength = nameLength
    self.offset = offset
    unsafe text = nil
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
