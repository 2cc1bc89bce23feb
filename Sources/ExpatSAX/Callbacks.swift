import CExpat

// The functions that Expat calls. Each gets back the `ParserCore` that was registered with it, which
// outlives the parser, and opens the handler's type to call it without a class or closure between.

/// Makes Expat call the functions below.
func registerCallbacks(_ core: UnsafeMutablePointer<ParserCore>) {
  let parser = unsafe core.pointee.parser
  unsafe XML_SetUserData(parser, core)
  unsafe XML_SetElementHandler(parser, receiveStart, receiveEnd)
  unsafe XML_SetCharacterDataHandler(parser, receiveText)
  unsafe XML_SetStartNamespaceDeclHandler(parser, receiveNamespace)
  unsafe XML_SetStartDoctypeDeclHandler(parser, receiveDoctype)
  unsafe XML_SetXmlDeclHandler(parser, receiveDeclaration)
}

private typealias CorePointer = UnsafeMutablePointer<ParserCore>

/// The core that `registerCallbacks` gave to Expat, unless the parse has been stopped.
@inline(__always)
private func running(_ userData: UnsafeMutableRawPointer?) -> CorePointer? {
  guard let core = unsafe userData?.assumingMemoryBound(to: ParserCore.self) else { return nil }
  return unsafe core.pointee.isStopped ? nil : core
}

@inline(__always)
private func settle(_ core: CorePointer, _ action: SAXAction) {
  if action == .stop {
    unsafe core.pointee.stop(.stopped, "the handler ended the parse")
  }
}

private func receiveStart(
  _ userData: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?,
  _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
) {
  guard let core = unsafe running(userData), let name = unsafe name,
    let attributes = unsafe attributes
  else { return }
  if unsafe core.pointee.passed != nil {
    unsafe deliverPassed(core)
    if unsafe core.pointee.isStopped { return }
  }
  unsafe core.pointee.depth &+= 1
  if unsafe core.pointee.depth > core.pointee.limits.depth {
    unsafe core.pointee.stop(.depth, actual: core.pointee.depth)
    return
  }
  // At the root, the encoding is known.
  if unsafe core.pointee.depth == 1 {
    unsafe core.pointee.mayReadNames =
      core.pointee.keepsInput && !core.pointee.hasNamespaces && core.pointee.encoding == .utf8
  }
  if unsafe attributes[0] == nil, unsafe notePlainTag(core) { return }
  let nameLength = unsafe length(of: name)
  // The whole name is at least as long, and asking for the local one costs more.
  if unsafe nameLength > core.pointee.limits.name {
    let localLength = unsafe nameLength - localOffset(name, nameLength)
    if unsafe localLength > core.pointee.limits.name {
      unsafe core.pointee.stop(.name, actual: localLength)
      return
    }
  }
  if unsafe attributes[0] != nil || core.pointee.declarations > 0 {
    unsafe checkAttributes(core, attributes)
    if unsafe core.pointee.isStopped { return }
  }
  let element = unsafe SAXElement(core: core, name: name, attributes: attributes)
  unsafe settle(core, start(core, element))
}

/// Notes a start tag that is `<name>` or `<name/>` in the input, with nothing to look up: its name is read from there.
///
/// - Returns: Whether it is. If not, nothing has been noted.
@inline(__always)
private func notePlainTag(_ core: CorePointer) -> Bool {
  guard unsafe core.pointee.mayReadNames else { return false }
  let parser = unsafe core.pointee.parser
  let offset = Int(unsafe XML_GetCurrentByteIndex(parser))
  var end =
    offset &- (unsafe core.pointee.inputOffset) &+ Int(unsafe XML_GetCurrentByteCount(parser)) &- 1
  let first = offset &- (unsafe core.pointee.inputOffset) &+ 1
  // A tag that began in the last piece has a negative offset in this one; `end` is the place of its “>”.
  guard let input = unsafe core.pointee.input.baseAddress, first >= 1, end > first,
    unsafe end < core.pointee.input.count
  else { return false }
  if unsafe input.load(fromByteOffset: end &- 1, as: UInt8.self) == UInt8(ascii: "/") { end &-= 1 }
  let length = end &- first
  // No blank before the end, no prefix “xml”, and not too long: the long way looks at those.
  guard length > 0, unsafe length <= core.pointee.limits.name,
    unsafe input.load(fromByteOffset: end &- 1, as: UInt8.self) > 0x20,
    unsafe input.load(fromByteOffset: first, as: UInt8.self) != UInt8(ascii: "x")
  else { return false }
  let name = unsafe (input + first).assumingMemoryBound(to: CChar.self)
  unsafe core.pointee.passed = PassedElement(name: name, nameLength: length, offset: offset)
  return true
}

@inline(__always)
private func start(_ core: CorePointer, _ element: SAXElement) -> SAXAction {
  func open<Handler: SAXHandler & ~Copyable>(_ type: Handler.Type) -> SAXAction {
    unsafe core.pointee.handler.assumingMemoryBound(to: Handler.self).pointee.startElement(element)
  }
  return unsafe open(core.pointee.handlerType)
}

/// Sends the start, and the text if there is one, of an element that turns out not to be simple.
func deliverPassed(_ core: UnsafeMutablePointer<ParserCore>) {
  guard let passed = unsafe core.pointee.passed else { return }
  unsafe core.pointee.passed = nil
  unsafe settle(core, start(core, SAXElement(core, passed)))
  guard let text = unsafe passed.text, unsafe !core.pointee.isStopped else { return }
  // Expat's input, which stays until its call returns.
  let bytes = unsafe Span(_unsafeStart: text, count: passed.textLength)
  unsafe settle(core, sendText(core, bytes, SAXContext(core, offset: passed.textOffset)))
}

/// Holds the attributes, namespace declarations included, against their limits.
private func checkAttributes(
  _ core: CorePointer, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>
) {
  let limits = unsafe core.pointee.limits
  var count = unsafe core.pointee.declarations
  var bytes = unsafe core.pointee.declarationBytes
  unsafe core.pointee.declarations = 0
  unsafe core.pointee.declarationBytes = 0
  var index = 0
  while let name = unsafe attributes[index], let value = unsafe attributes[index + 1] {
    let attribute = unsafe SAXAttribute(name: name, value: value)
    // One token's bytes, so no sum here can come near overflow.
    bytes &+= attribute.localName.count &+ attribute.value.count
    count &+= 1
    index &+= 2
  }
  if count > limits.attributes {
    unsafe core.pointee.stop(.attributes, actual: count)
  } else if bytes > limits.attributeBytes {
    unsafe core.pointee.stop(.attributeBytes, actual: bytes)
  }
}

private func receiveEnd(_ userData: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?) {
  guard let core = unsafe running(userData) else { return }
  unsafe core.pointee.depth &-= 1
  if unsafe core.pointee.depth == 0 { unsafe core.pointee.rootHasEnded = true }
  if let passed = unsafe core.pointee.passed {
    unsafe core.pointee.passed = nil
    unsafe settle(core, sendSimple(core, passed))
    return
  }
  func open<Handler: SAXHandler & ~Copyable>(_ type: Handler.Type) -> SAXAction {
    unsafe core.pointee.handler.assumingMemoryBound(to: Handler.self)
      .pointee.endElement(SAXContext(core))
  }
  unsafe settle(core, open(core.pointee.handlerType))
}

@inline(__always)
private func sendSimple(_ core: CorePointer, _ passed: PassedElement) -> SAXAction {
  // Expat's input, which stays until its call returns; without a text, no bytes at all.
  let bytes = unsafe Span(
    _unsafeElements: UnsafeBufferPointer(start: passed.text, count: passed.textLength))
  func open<Handler: SAXHandler & ~Copyable>(_ type: Handler.Type) -> SAXAction {
    unsafe core.pointee.handler.assumingMemoryBound(to: Handler.self).pointee.simpleElement(
      SAXElement(core, passed), bytes, textContext: SAXContext(core, offset: passed.textOffset),
      endContext: SAXContext(core))
  }
  return unsafe open(core.pointee.handlerType)
}

private func receiveText(
  _ userData: UnsafeMutableRawPointer?, _ text: UnsafePointer<CChar>?, _ count: CInt
) {
  guard let core = unsafe running(userData), let text = unsafe text, count > 0 else { return }
  let pointer = unsafe UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
  if unsafe core.pointee.passed != nil {
    // The first text is only noted, if it is the input itself: references, line ends and converted
    // text are elsewhere, and gone when this call returns.
    if unsafe core.pointee.passed?.text == nil, let first = unsafe core.pointee.input.baseAddress {
      let distance = unsafe UnsafeRawPointer(text) - first
      if distance >= 0, unsafe distance < core.pointee.input.count {
        unsafe core.pointee.passed?.text = pointer
        unsafe core.pointee.passed?.textLength = Int(count)
        unsafe core.pointee.passed?.textOffset = core.pointee.inputOffset &+ distance
        return
      }
    }
    unsafe deliverPassed(core)
    if unsafe core.pointee.isStopped { return }
  }
  // Expat gives `count` bytes, which stay until this call returns.
  let bytes = unsafe Span(_unsafeStart: pointer, count: Int(count))
  unsafe settle(core, sendText(core, bytes, SAXContext(core)))
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

/// Sends the text before a “]]>” that Expat has just refused: it drops what it had read of that text, which is as certain
/// as any.
func deliverTextBeforeSectionEnd(_ core: UnsafeMutablePointer<ParserCore>) {
  let parser = unsafe core.pointee.parser
  guard unsafe !core.pointee.isStopped && core.pointee.depth > 0 && !core.pointee.isWide,
    unsafe XML_GetErrorCode(parser) == XML_ERROR_INVALID_TOKEN
  else { return }
  let window = unsafe InputWindow(parser)
  // Expat stands at the last of the three.
  let end = unsafe core.pointee.location.byteOffset - window.byteOffset - 2
  guard end > 0, end + 2 < window.bytes.count, window.bytes[end] == UInt8(ascii: "]"),
    window.bytes[end + 1] == UInt8(ascii: "]"), window.bytes[end + 2] == UInt8(ascii: ">")
  else { return }
  var start = end
  // Back to what ends an event of Expat's: a tag, a reference or a line.
  while start > 0,
    !(window.bytes[start - 1] == UInt8(ascii: ">") || window.bytes[start - 1] == UInt8(ascii: ";")
      || window.bytes[start - 1] == 0x0A || window.bytes[start - 1] == 0x0D)
  {
    start -= 1
  }
  if start == end { return }
  let context = unsafe SAXContext(core, offset: window.byteOffset + start)
  unsafe settle(core, sendText(core, window.bytes.extracting(start..<end), context))
}

private func receiveNamespace(
  _ userData: UnsafeMutableRawPointer?, _ prefix: UnsafePointer<CChar>?,
  _ uri: UnsafePointer<CChar>?
) {
  guard let core = unsafe running(userData) else { return }
  if unsafe core.pointee.passed != nil { unsafe deliverPassed(core) }
  unsafe core.pointee.declarations &+= 1
  // From now on a name may be more than what the tag says.
  unsafe core.pointee.hasNamespaces = true
  unsafe core.pointee.mayReadNames = false
  if let prefix = unsafe prefix {
    unsafe core.pointee.declarationBytes &+= "xmlns:".utf8.count &+ length(of: prefix)
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
  // Asked for before the encoding changes, Expat counts a byte order mark as one column; after it, as three.
  _ = unsafe XML_GetCurrentColumnNumber(core.pointee.parser)
  unsafe core.pointee.declaredEncoding = String(cString: encoding)
}
