import Bytes
import CExpat

/// The state that the parser shares with the callbacks that Expat calls. It does not move during
/// the parser's life, so that C can hold a pointer to it.
@safe
@usableFromInline
struct ParserCore {
  let parser: XML_Parser
  /// The handler's memory, whose type is `handlerType`.
  let handler: UnsafeMutableRawPointer
  let handlerType: any (SAXHandler & ~Copyable).Type
  let limits: Limits
  let locator: SAXLocator
  /// Whether Expat keeps the bytes around an event in memory. The locator needs them.
  let keepsInput: Bool

  /// The number of open elements.
  var depth = 0
  /// The offset after the root's end tag.
  var rootEnd: Int?
  /// Whether Expat is in a CDATA section.
  var isInSection = false
  /// Set once, when the parse must end. No event follows it.
  var failure: SAXError?
  /// The same as `failure != nil`, but cheaper to check at every event.
  var isStopped = false
  /// The last start tag.
  @usableFromInline var tag: StartTag
  var progress = Progress.allIsSent
  /// The bytes that Expat is reading. `inputOffset` is the offset of the first one in the input.
  var input: UnsafeRawBufferPointer {
    // Room for a “<” and the bytes of a key.
    didSet { inputTagRoom = UInt(unsafe max(0, input.count - NameKey.size)) }
  }
  var inputOffset = 0
  /// The bytes that have bypassed Expat.
  var detour = Detour()
  /// A tag that starts before this index of `input` can be read without going out of bounds.
  private(set) var inputTagRoom: UInt = 0
  /// Whether names can be taken from the input as they are: it is UTF-8 and declares no namespace.
  var takesNames = false
  var hasNamespaces = false
  var names: NameCensus
  /// How many memory requests had failed when Expat last got bytes.
  var refusals = 0
  /// The namespace declarations that Expat has reported for the next start tag, and their bytes.
  var declarations = 0
  var declarationBytes = 0
  /// The first bytes of the input, enough to detect its encoding.
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
    // The name has no bytes, so any address will do.
    unsafe tag = StartTag(
      name: handler.assumingMemoryBound(to: CChar.self), nameLength: 0, key: NameKey())
    self.locator = locator
    self.keepsInput = keepsInput
  }

  /// Which events the handler has received.
  enum Progress: UInt8 {
    /// All events.
    case allIsSent
    /// All events; the handler does not need whitespace before the next tag.
    case whitespaceIsSkipped
    /// All except `tag`: its whole element may become one event.
    case tagIsDeferred
    /// All except `tag` and the text after it.
    case textIsDeferred
  }

  /// Whether a start tag has not been sent yet.
  @inline(__always)
  var hasDeferredTag: Bool { progress.rawValue >= Progress.tagIsDeferred.rawValue }

  var rootHasEnded: Bool { rootEnd != nil }

  /// The offset of the deferred tag's text in the input.
  var textOffset: Int? {
    guard let text = unsafe tag.text, let first = unsafe input.baseAddress else { return nil }
    return unsafe inputOffset &+ (UnsafeRawPointer(text) - first)
  }

  /// Whether a memory request has failed since Expat last got bytes.
  var isOutOfMemory: Bool { refusals != ExpatMemory.refusals }

  /// Expat's current place in the input.
  var location: Location {
    unsafe place(of: parser, byteOrderMark: byteOrderMark, detour)
  }

  /// Ends the parse for this reason, unless it has already ended.
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

/// A start tag, and the first text after it if the tag is deferred.
///
/// The name and text of a deferred tag point into the input, which stays until Expat's call
/// returns. (Expat's own copy of a name may move earlier.) Otherwise everything belongs to Expat
/// and is valid during the handler's call.
@safe
@usableFromInline
struct StartTag {
  @usableFromInline var name: UnsafePointer<CChar>
  @usableFromInline var nameLength = 0
  @usableFromInline var key = NameKey()
  /// A list that ends with a null pointer; nil if there are no attributes.
  @usableFromInline var attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  /// The tag's offset in the input, if Expat has moved on since.
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

/// A parser's current place in an input whose byte order mark has this many bytes.
///
/// Not a member of `ParserCore`, so that finding a place does not copy the core.
@inline(__always)
func place(of parser: XML_Parser, byteOrderMark: Int, _ detour: Detour) -> Location {
  let offset = max(0, Int(unsafe XML_GetCurrentByteIndex(parser)))
  let line = Int(clamping: unsafe XML_GetCurrentLineNumber(parser))
  var column = Int(clamping: unsafe XML_GetCurrentColumnNumber(parser))
  // Expat counts the byte order mark as a column of the first line.
  if byteOrderMark > 0, line == 1, offset >= byteOrderMark, column > 0 { column -= 1 }
  return detour.correct(Location(byteOffset: offset, line: line, column: column &+ 1))
}
