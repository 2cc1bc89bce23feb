import Bytes
import CExpat

// The functions that Expat calls. Each one gets the registered `ParserCore`, which outlives the
// parser, and opens the handler's type to call it directly, without a class or closure in between.

/// Makes Expat call the functions below.
func registerCallbacks(_ core: UnsafeMutablePointer<ParserCore>) {
  let parser = unsafe core.pointee.parser
  unsafe XML_SetUserData(parser, core)
  unsafe XML_SetElementHandler(parser, receiveStart, receiveEnd)
  unsafe XML_SetCharacterDataHandler(parser, receiveText)
  unsafe XML_SetStartNamespaceDeclHandler(parser, receiveNamespace)
  unsafe XML_SetStartDoctypeDeclHandler(parser, receiveDoctype)
  unsafe XML_SetXmlDeclHandler(parser, receiveDeclaration)
  unsafe XML_SetCdataSectionHandler(parser, receiveSectionStart, receiveSectionEnd)
}

private typealias CorePointer = UnsafeMutablePointer<ParserCore>

/// The core that `registerCallbacks` gave to Expat, which passes it to every callback.
@inline(__always)
private func registered(_ userData: UnsafeMutableRawPointer?) -> CorePointer {
  unsafe userData.unsafelyUnwrapped.assumingMemoryBound(to: ParserCore.self)
}

/// The core, unless the parse has been stopped.
@inline(__always)
private func running(_ userData: UnsafeMutableRawPointer?) -> CorePointer? {
  let core = unsafe registered(userData)
  return unsafe core.pointee.isStopped ? nil : core
}

@inline(__always)
private func settle(_ core: CorePointer, _ action: SAXAction) {
  unsafe core.pointee.progress = action == .proceedWithoutBlanks ? .whitespaceIsSkipped : .allIsSent
  if action == .stop { unsafe stopForHandler(core) }
}

@inline(never)
private func stopForHandler(_ core: CorePointer) {
  unsafe core.pointee.stop(.stopped, "the handler ended the parse")
}

// Frequent callbacks decide by `progress` and `takesNames` alone: once the parse has been stopped,
// no tag is deferred and no name is taken from the input. All other callbacks check `isStopped`
// first.

@inline(__always)
private func receiveStart(
  _ userData: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?,
  _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
) {
  let core = unsafe registered(userData)
  // Expat always passes a name and a list.
  if unsafe core.pointee.hasDeferredTag {
    unsafe startAfterDeferred(core, name.unsafelyUnwrapped, attributes.unsafelyUnwrapped)
  } else {
    unsafe start(core, name.unsafelyUnwrapped, attributes.unsafelyUnwrapped)
  }
}

@inline(never)
private func startAfterDeferred(
  _ core: CorePointer, _ name: UnsafePointer<CChar>,
  _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>
) {
  unsafe deliverDeferred(core)
  unsafe start(core, name, attributes)
}

@inline(__always)
private func start(
  _ core: CorePointer, _ name: UnsafePointer<CChar>,
  _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>
) {
  unsafe core.pointee.tag.name = name
  unsafe core.pointee.tag.attributes = attributes
  // The list ends with a null pointer.
  if unsafe attributes[0] == nil, unsafe notePlainTag(core) { return }
  unsafe sendTag(core)
}

/// Sends a start tag that cannot be deferred or needs a closer look.
@inline(never)
private func sendTag(_ core: CorePointer) {
  if unsafe core.pointee.isStopped { return }
  let (name, attributes) = unsafe (core.pointee.tag.name, core.pointee.tag.attributes)
  unsafe core.pointee.depth &+= 1
  if unsafe core.pointee.depth > core.pointee.limits.depth {
    unsafe core.pointee.stop(.depth, actual: core.pointee.depth)
    return
  }
  // From the root on, the encoding is known.
  if unsafe core.pointee.depth == 1 {
    unsafe core.pointee.takesNames =
      core.pointee.keepsInput && !core.pointee.hasNamespaces && core.pointee.encoding == .utf8
      && core.pointee.limits.name >= NameKey.size
  }
  let nameLength = unsafe length(of: name)
  // The whole name is at least as long as the local name, which costs more to find.
  if unsafe nameLength > core.pointee.limits.name {
    let localLength = unsafe localName(in: name, nameLength).count
    if unsafe localLength > core.pointee.limits.name {
      unsafe core.pointee.stop(.name, actual: localLength)
      return
    }
  }
  if let attributes = unsafe attributes,
    unsafe attributes[0] != nil || core.pointee.declarations > 0
  {
    unsafe checkAttributes(core, attributes)
    if unsafe core.pointee.isStopped { return }
  }
  let key = unsafe NameKey(UnsafeRawBufferPointer(start: name, count: nameLength))
  let qualifiedName = unsafe UnsafeRawBufferPointer(start: name, count: nameLength)
    .dropFirst(localName(in: name, nameLength).lowerBound)
  unsafe core.pointee.names.noteElement(
    UnsafeRawBufferPointer(rebasing: qualifiedName), key: nameLength < NameKey.size ? key : nil)
  if unsafe core.pointee.names.bytes > core.pointee.limits.names {
    unsafe core.pointee.stop(.names, actual: core.pointee.names.bytes)
    return
  }
  unsafe core.pointee.tag = StartTag(
    name: name, nameLength: nameLength, key: key, attributes: attributes)
  unsafe settle(core, sendStart(core))
}

/// Defers a start tag that is plain `<name>` or `<name/>` in the input. Its name is read from the
/// input, so nothing has to be looked up.
///
/// - Returns: Whether the tag has been deferred. If not, nothing has changed.
@inline(__always)
private func notePlainTag(_ core: CorePointer) -> Bool {
  guard unsafe core.pointee.takesNames && core.pointee.depth < core.pointee.limits.depth
  else { return false }
  let offset = unsafe Int(XML_GetCurrentByteIndex(core.pointee.parser)) &+ core.pointee.detour.bytes
  let distance = offset &- (unsafe core.pointee.inputOffset)
  // A tag that began in the previous piece has a negative distance, which is very large as an
  // unsigned number.
  guard unsafe UInt(bitPattern: distance) < core.pointee.inputTagRoom,
    let input = unsafe core.pointee.input.baseAddress
  else { return false }
  let name = unsafe input + (distance &+ 1)
  guard let (key, length) = unsafe plainName(name), unsafe core.pointee.names.hasNoted(key)
  else { return false }
  unsafe core.pointee.tag = StartTag(
    name: name.assumingMemoryBound(to: CChar.self), nameLength: length, key: key, offset: offset)
  unsafe core.pointee.depth &+= 1
  unsafe core.pointee.progress = .tagIsDeferred
  return true
}

/// The name of a tag, if it has at most 15 bytes and no prefix, and `>` or `/>` follows it;
/// otherwise nil.
///
/// - Parameter start: Where the name starts. At least `NameKey.size` bytes must be readable.
@inline(__always)
private func plainName(_ start: UnsafeRawPointer) -> (key: NameKey, length: Int)? {
  guard let (key, length) = unsafe NameKey.read(start) else { return nil }
  let first = unsafe start.load(as: UInt8.self)
  let last = unsafe start.load(fromByteOffset: length &- 1, as: UInt8.self)
  // An “x” may start the prefix “xml”, which is always declared.
  if first == UInt8(ascii: "x") { return nil }
  // If the last byte is below the digits, there may be more than a name.
  return last < UInt8(ascii: "0") ? unsafe trimmed(start, key, length) : (key, length)
}

/// The name of a tag without a “/” at the end; nil if whitespace follows the name.
@inline(never)
private func trimmed(
  _ start: UnsafeRawPointer, _ key: NameKey, _ length: Int
) -> (key: NameKey, length: Int)? {
  let bytes = unsafe UnsafeRawBufferPointer(start: start, count: length)
  let isEmpty = unsafe bytes.last == UInt8(ascii: "/")
  let name = unsafe bytes.dropLast(isEmpty ? 1 : 0)
  guard let last = unsafe name.last, last > 0x20 else { return nil }
  if !isEmpty { return (key, length) }
  return unsafe (NameKey(UnsafeRawBufferPointer(rebasing: name)), name.count)
}

@inline(__always)
private func sendStart(_ core: CorePointer) -> SAXAction {
  func open<Handler: SAXHandler & ~Copyable>(_ type: Handler.Type) -> SAXAction {
    unsafe core.pointee.handler.assumingMemoryBound(to: Handler.self).pointee
      .startElement(SAXElement(core))
  }
  return unsafe open(core.pointee.handlerType)
}

/// Sends the start tag and any text of an element that turns out not to be simple.
func deliverDeferred(_ core: UnsafeMutablePointer<ParserCore>) {
  guard unsafe core.pointee.hasDeferredTag else { return }
  unsafe settle(core, sendStart(core))
  guard let text = unsafe core.pointee.tag.text, unsafe !core.pointee.isStopped else { return }
  // The text is in Expat's input, which stays until Expat's call returns.
  let bytes = unsafe Span(_unsafeStart: text, count: core.pointee.tag.textLength)
  let context = unsafe SAXContext(core, offset: core.pointee.textOffset)
  unsafe settle(core, sendText(core, bytes, context))
}

/// Checks the attributes, including namespace declarations, against their limits. Ends the parse if
/// memory ran out, because the attributes may then be wrong.
private func checkAttributes(
  _ core: CorePointer, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>
) {
  // A namespace declaration may be among them that Expat took for an ordinary attribute.
  if unsafe core.pointee.isOutOfMemory {
    unsafe core.pointee.stop(.outOfMemory, "out of memory")
    return
  }
  let limits = unsafe core.pointee.limits
  var count = unsafe core.pointee.declarations
  var bytes = unsafe core.pointee.declarationBytes
  unsafe core.pointee.declarations = 0
  unsafe core.pointee.declarationBytes = 0
  var index = 0
  while let name = unsafe attributes[index], let value = unsafe attributes[index + 1] {
    let attribute = unsafe SAXAttribute(name: name, value: value)
    // All bytes come from one token, so this sum cannot overflow.
    bytes &+= attribute.localName.count &+ attribute.value.count
    unsafe core.pointee.names.note(attribute.qualifiedName, as: .attribute)
    count &+= 1
    index &+= 2
  }
  if count > limits.attributes {
    unsafe core.pointee.stop(.attributes, actual: count)
  } else if bytes > limits.attributeBytes {
    unsafe core.pointee.stop(.attributeBytes, actual: bytes)
  }
}

@inline(__always)
private func receiveEnd(_ userData: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?) {
  let core = unsafe registered(userData)
  if unsafe core.pointee.hasDeferredTag {
    // Not the root, which is never deferred.
    unsafe core.pointee.depth &-= 1
    unsafe settle(core, sendSimple(core))
  } else if unsafe !core.pointee.isStopped {
    unsafe core.pointee.depth &-= 1
    if unsafe core.pointee.depth == 0 { unsafe noteRootEnd(core) }
    unsafe settle(core, sendEnd(core))
  }
}

@inline(never)
private func noteRootEnd(_ core: CorePointer) {
  let parser = unsafe core.pointee.parser
  unsafe core.pointee.rootEnd =
    Int(XML_GetCurrentByteIndex(parser)) + Int(XML_GetCurrentByteCount(parser))
    + core.pointee.detour.bytes
}

@inline(__always)
private func sendSimple(_ core: CorePointer) -> SAXAction {
  func open<Handler: SAXHandler & ~Copyable>(_ type: Handler.Type) -> SAXAction {
    unsafe core.pointee.handler.assumingMemoryBound(to: Handler.self).pointee
      .simpleElement(SAXSimpleElement(core))
  }
  return unsafe open(core.pointee.handlerType)
}

@inline(__always)
private func sendEnd(_ core: CorePointer) -> SAXAction {
  func open<Handler: SAXHandler & ~Copyable>(_ type: Handler.Type) -> SAXAction {
    unsafe core.pointee.handler.assumingMemoryBound(to: Handler.self).pointee
      .endElement(SAXContext(core))
  }
  return unsafe open(core.pointee.handlerType)
}

@inline(__always)
private func receiveText(
  _ userData: UnsafeMutableRawPointer?, _ text: UnsafePointer<CChar>?, _ count: CInt
) {
  let core = unsafe registered(userData)
  // Expat passes `count` bytes, at least one, which stay until this call returns.
  let pointer = unsafe UnsafeRawPointer(text.unsafelyUnwrapped).assumingMemoryBound(to: UInt8.self)
  switch unsafe core.pointee.progress {
  case .tagIsDeferred:
    if unsafe noteText(core, pointer, Int(count)) { return }
  case .whitespaceIsSkipped:
    if unsafe Span(_unsafeStart: pointer, count: Int(count)).isWhitespace { return }
  case .allIsSent, .textIsDeferred: break
  }
  unsafe sendTextAtOnce(core, pointer, Int(count))
}

@inline(never)
private func sendTextAtOnce(_ core: CorePointer, _ text: UnsafePointer<UInt8>, _ count: Int) {
  unsafe deliverDeferred(core)
  // As in `receiveText`.
  let bytes = unsafe Span(_unsafeStart: text, count: count)
  if unsafe core.pointee.isStopped { return }
  if unsafe core.pointee.progress == .whitespaceIsSkipped, bytes.isWhitespace { return }
  unsafe settle(core, sendText(core, bytes, SAXContext(core)))
}

/// Defers the first text of an element whose tag is deferred, if it lies in the input itself.
/// References, line ends and converted text are elsewhere, and gone when the callback returns.
@inline(__always)
private func noteText(_ core: CorePointer, _ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
  guard let first = unsafe core.pointee.input.baseAddress else { return false }
  let distance = unsafe UnsafeRawPointer(text) - first
  guard distance >= 0, unsafe distance < core.pointee.input.count else { return false }
  unsafe core.pointee.tag.text = text
  unsafe core.pointee.tag.textLength = count
  unsafe core.pointee.progress = .textIsDeferred
  return true
}

@inline(__always)
private func sendText(
  _ core: CorePointer, _ bytes: Span<UInt8>, _ context: SAXContext
) -> SAXAction {
  func open<Handler: SAXHandler & ~Copyable>(_ type: Handler.Type) -> SAXAction {
    unsafe core.pointee.handler.assumingMemoryBound(to: Handler.self).pointee.text(bytes, context)
  }
  return unsafe open(core.pointee.handlerType)
}

/// Sends the text before a “]]>” that Expat has just refused. Expat drops this text, although it is
/// as certain as any other.
///
/// - Parameters:
///   - anchor: The offset after everything that Expat had reported when it last got bytes.
///   - isInSection: Whether this offset is in a CDATA section.
func deliverTextBeforeSectionEnd(
  _ core: UnsafeMutablePointer<ParserCore>, after anchor: Int, isInSection: Bool
) {
  let parser = unsafe core.pointee.parser
  guard unsafe !core.pointee.isStopped && core.pointee.depth > 0,
    unsafe XML_GetErrorCode(parser) == XML_ERROR_INVALID_TOKEN,
    let bytes = unsafe InputWindow(parser, core.pointee.detour).bytes(from: anchor)
  else { return }
  let encoding = unsafe core.pointee.encoding
  let input = InputCharacters(bytes, encoding)
  // Expat is at the last of the three characters.
  let end = unsafe (core.pointee.location.byteOffset - anchor) / input.size - 2
  guard input.starts("]]>", at: end) else { return }
  let start = input.startOfText(before: end, isInSection: isInSection)
  if start >= end { return }
  let text = encoding.utf8(bytes.extracting((start * input.size)..<(end * input.size)))
  let context = unsafe SAXContext(core, offset: anchor + start * input.size)
  unsafe settle(core, sendText(core, text.span, context))
}

private func receiveSectionStart(_ userData: UnsafeMutableRawPointer?) {
  unsafe registered(userData).pointee.isInSection = true
}

private func receiveSectionEnd(_ userData: UnsafeMutableRawPointer?) {
  unsafe registered(userData).pointee.isInSection = false
}

private func receiveNamespace(
  _ userData: UnsafeMutableRawPointer?, _ prefix: UnsafePointer<CChar>?,
  _ uri: UnsafePointer<CChar>?
) {
  guard let core = unsafe running(userData) else { return }
  if unsafe core.pointee.hasDeferredTag { unsafe deliverDeferred(core) }
  unsafe core.pointee.declarations &+= 1
  // From now on, an expanded name may be more than the name in the tag.
  unsafe core.pointee.hasNamespaces = true
  unsafe core.pointee.takesNames = false
  if let prefix = unsafe prefix {
    let count = unsafe length(of: prefix)
    unsafe core.pointee.declarationBytes &+= "xmlns:".utf8.count &+ count
    unsafe core.pointee.names.note(UnsafeRawBufferPointer(start: prefix, count: count), as: .prefix)
  } else {
    unsafe core.pointee.declarationBytes &+= "xmlns".utf8.count
  }
  if let uri = unsafe uri { unsafe core.pointee.declarationBytes &+= length(of: uri) }
}

private func receiveDoctype(
  _ userData: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?,
  _ systemID: UnsafePointer<CChar>?, _ publicID: UnsafePointer<CChar>?,
  _ hasInternalSubset: CInt
) {
  guard let core = unsafe running(userData) else { return }
  let name = unsafe name.map { unsafe String(cString: $0) } ?? ""
  unsafe core.pointee.stop(.doctype, name)
}

private func receiveDeclaration(
  _ userData: UnsafeMutableRawPointer?, _ version: UnsafePointer<CChar>?,
  _ encoding: UnsafePointer<CChar>?, _ standalone: CInt
) {
  guard let core = unsafe running(userData), let encoding = unsafe encoding else { return }
  // Expat counts columns only when asked. Before the encoding changes, it counts a byte order mark
  // as one column; afterwards, as three.
  _ = unsafe XML_GetCurrentColumnNumber(core.pointee.parser)
  unsafe core.pointee.declaredEncoding = String(cString: encoding)
}
