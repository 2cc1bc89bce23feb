import Bytes
import CExpat

/// What the callbacks that Expat knows share with the parser. It lives at one address from
/// the parser's creation to its end, so that C can hold a pointer to it.
@safe
@usableFromInline
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
  /// The offset behind the root's end tag.
  var rootEnd: Int?
  /// Whether Expat stands in a CDATA section.
  var isInSection = false
  /// Set once, when the parse must end; no event follows it.
  var failure: SAXError?
  /// The same as `failure != nil`, cheaper to ask at every event.
  var isStopped = false
  /// The last start tag.
  @usableFromInline var tag: StartTag
  var progress = Progress.allIsSent
  /// The input that Expat is reading: where in memory, and the offset of the first byte.
  var input: UnsafeRawBufferPointer {
    // A “<” and the bytes of a key.
    didSet { inputTagRoom = UInt(unsafe max(0, input.count - NameKey.size)) }
  }
  var inputOffset = 0
  /// What has gone past Expat.
  var detour = Detour()
  /// Before this place in the input, a tag may be looked at without going beyond it.
  private(set) var inputTagRoom: UInt = 0
  /// Whether names are what stands in the input: in UTF-8, and no namespace has been declared.
  var takesNames = false
  var hasNamespaces = false
  var names: NameCensus
  /// How often there had been no memory when Expat was last given bytes.
  var refusals = 0
  /// Namespace declarations that Expat announced ahead of the next start tag, and their bytes.
  var declarations = 0
  var declarationBytes = 0
  /// The first bytes of the input, as far as they tell its encoding.
  var start: [UInt8] = [] {
    didSet { encoding = InputEncoding(start: start, declared: declaredEncoding) }
  }
  var byteOrderMark = 0
  var declaredEncoding: String? {
    didSet { encoding = InputEncoding(start: start, declared: declaredEncoding) }
  }
  /// As known so far.
  private(set) var encoding = InputEncoding.utf8

  init(
    parser: XML_Parser, handler: UnsafeMutableRawPointer,
    handlerType: any (SAXHandler & ~Copyable).Type,
    limits: Limits, knownNames: KnownNames, locator: SAXLocator, keepsInput: Bool
  ) {
    unsafe self.parser = parser
    unsafe self.handler = handler
    self.handlerType = handlerType
    self.limits = limits
    names = NameCensus(known: knownNames)
    unsafe input = UnsafeRawBufferPointer(start: nil, count: 0)
    // Of no bytes, so it does not matter where.
    unsafe tag = StartTag(
      name: handler.assumingMemoryBound(to: CChar.self), nameLength: 0, key: NameKey())
    self.locator = locator
    self.keepsInput = keepsInput
  }

  /// How far the handler has been told.
  enum Progress: UInt8 {
    case allIsSent
    /// The same, and the handler has no use for blank text before the next tag.
    case whitespaceIsSkipped
    /// All but `tag`: its element waits to be told in one event.
    case tagIsDeferred
    /// All but `tag` and a text after it.
    case textIsDeferred
  }

  /// Whether an element waits to be told.
  @inline(__always)
  var hasDeferredTag: Bool { progress.rawValue >= Progress.tagIsDeferred.rawValue }

  var rootHasEnded: Bool { rootEnd != nil }

  /// Where the text of the tag that has been passed is in the input.
  var textOffset: Int? {
    guard let text = unsafe tag.text, let first = unsafe input.baseAddress else { return nil }
    return unsafe inputOffset &+ (UnsafeRawPointer(text) - first)
  }

  /// Whether there was no memory since then.
  var isOutOfMemory: Bool { refusals != ExpatMemory.refusals }

  /// Where Expat stands.
  var location: Location {
    unsafe place(of: parser, byteOrderMark: byteOrderMark, detour)
  }

  /// Ends the parse for this reason, unless it has ended for another.
  mutating func stop(
    _ code: SAXError.Code, _ message: String, breach: Limits.Breach? = nil
  ) {
    if isStopped { return }
    isStopped = true
    progress = .allIsSent
    takesNames = false
    failure = SAXError(code: code, location: location, message: message, breach: breach)
    _ = unsafe XML_StopParser(parser, XML_Bool(XML_FALSE))
  }

  mutating func stop(_ limit: Limits.Name, actual: Int) {
    let breach = Limits.Breach(limit: limit, actual: actual, maximum: limits[limit])
    stop(.limit, breach.description, breach: breach)
  }
}

/// A start tag, and the first text after it if the tag has been passed.
///
/// Name and text are the input's if it has been passed, which stays within one call of Expat. (Expat's own copy of a name may
/// move before the call returns.) Otherwise all is Expat's, and lasts for the handler's call.
@safe
@usableFromInline
struct StartTag {
  @usableFromInline var name: UnsafePointer<CChar>
  @usableFromInline var nameLength = 0
  @usableFromInline var key = NameKey()
  /// Ends with a null pointer; nil stands for none.
  @usableFromInline var attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  /// Where it is in the input, if Expat has moved on since.
  var offset: Int?
  var text: UnsafePointer<UInt8>?
  var textLength = 0

  init(
    name: UnsafePointer<CChar>, nameLength: Int, key: NameKey,
    attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>? = nil, offset: Int? = nil
  ) {
    unsafe self.name = name
    self.nameLength = nameLength
    self.key = key
    unsafe self.attributes = attributes
    self.offset = offset
    unsafe text = nil
  }
}

/// Where a parser stands, for an input with a byte order mark of so many bytes.
///
/// Apart from `ParserCore`, so that asking for a place does not copy the core.
@inline(__always)
func place(of parser: XML_Parser, byteOrderMark: Int, _ detour: Detour) -> Location {
  let offset = max(0, Int(unsafe XML_GetCurrentByteIndex(parser)))
  let line = Int(clamping: unsafe XML_GetCurrentLineNumber(parser))
  var column = Int(clamping: unsafe XML_GetCurrentColumnNumber(parser))
  // Expat counts the byte order mark as a column of the first line.
  if byteOrderMark > 0, line == 1, offset >= byteOrderMark, column > 0 { column -= 1 }
  return detour.correct(Location(byteOffset: offset, line: line, column: column &+ 1))
}
