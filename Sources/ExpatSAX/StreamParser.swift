public import Bytes
import CExpat
import Platform

/// A streaming XML parser: bytes in, events out to a handler, through Expat.
///
/// Bytes go into Expat's own buffer, so a file is read without a copy. `Limits` bound the memory
/// for any input. DOCTYPE is refused, so there are no entities to expand.
///
/// By default Expat waits for more of an unfinished token before it scans it again, so events could
/// be late if chunks are small. This parser turns that off and does the waiting itself: it scans an
/// unfinished token of up to 4 KiB again at every chunk, and a longer one only when its size has
/// doubled. Events are prompt, and a long token still costs linear time.
@safe
public struct StreamParser<Handler: SAXHandler & ~Copyable>: ~Copyable {
  /// Allocated by `init` and freed by `deinit`. It does not move, because Expat's callbacks use it.
  private let core: UnsafeMutablePointer<ParserCore>?
  private let handlerMemory: UnsafeMutablePointer<Handler>
  private let limits: Limits
  private let locator: SAXLocator

  /// The number of bytes given to Expat.
  private var parsed = 0
  /// How many of these, at the end, belong to a token that Expat has not seen completely.
  private var pending = 0
  /// Where the pending bytes start.
  private var anchor = Location.start
  private var anchorIsInSection = false
  /// Expat's buffer of `capacity` bytes, of which `filled` have been written.
  private var buffer: UnsafeMutableRawPointer?
  private var capacity = 0
  private var filled = 0
  /// Bytes not yet given to Expat: the start of a character, a line end, or a word after the root.
  private var held: [UInt8] = []
  private var heldIsWord = false
  /// The last character that Expat has seen, if it is ASCII.
  private var lastCharacter: UInt8 = 0
  /// Whether all bytes after the first few are whitespace.
  private var restIsWhitespace = true
  private var failure: SAXError?

  private static var chunk: Int { 64 * 1024 }
  private static var promptTokenSize: Int { 4 * 1024 }

  /// Creates a parser that is ready for the first byte of a document.
  ///
  /// - Parameters:
  ///   - handler: Receives the events.
  ///   - limits: The sizes beyond which the document is refused.
  ///   - knownNames: The names that do not count towards the limit `names`.
  ///   - locator: Serves only this parser. The handler can ask it for the places of earlier events.
  public init(
    handler: consuming Handler, limits: Limits = .default, knownNames: KnownNames = .none,
    locator: SAXLocator = SAXLocator()
  ) {
    self.init(
      handler: handler, limits: limits, knownNames: knownNames, locator: locator, memory: .system)
  }

  /// Creates a parser whose Expat gets its memory from `memory`.
  package init(
    handler: consuming Handler, limits: Limits, knownNames: KnownNames, locator: SAXLocator,
    memory: ExpatMemory
  ) {
    self.limits = limits
    self.locator = locator
    unsafe handlerMemory = UnsafeMutablePointer<Handler>.allocate(capacity: 1)
    unsafe handlerMemory.initialize(to: handler)
    guard let parser = unsafe memory.makeParser() else {
      unsafe core = nil
      failure = SAXError(code: .outOfMemory, location: .start, message: "out of memory")
      return
    }
    let core = UnsafeMutablePointer<ParserCore>.allocate(capacity: 1)
    unsafe core.initialize(
      to: ParserCore(
        parser: parser, handler: UnsafeMutableRawPointer(handlerMemory),
        handlerType: Handler.self, limits: limits, knownNames: knownNames,
        locator: locator, keepsInput: keepsInputAtHand))
    unsafe self.core = core
    unsafe cexpat_disable_reparse_deferral(parser)
    // Expat then passes the prefix too, so names can be counted as Expat keeps them.
    unsafe XML_SetReturnNSTriplet(parser, 1)
    unsafe registerCallbacks(core)
    unsafe locator.attach(core)
  }

  deinit {
    locator.detach()
    // Expat's parser goes first, because it could still reach the other two.
    if let core = unsafe core {
      unsafe XML_ParserFree(core.pointee.parser)
      unsafe core.deinitialize(count: 1)
      unsafe core.deallocate()
    }
    unsafe handlerMemory.deinitialize(count: 1)
    unsafe handlerMemory.deallocate()
  }

  /// The handler, which the parser owns.
  public var handler: Handler {
    _read { yield unsafe handlerMemory.pointee }
    _modify {
      // Uses a copy of the pointer, because with ThreadSanitizer Swift 6.3 cannot compile it
      // otherwise.
      let memory = unsafe handlerMemory
      yield unsafe &memory.pointee
    }
  }

  /// The number of bytes taken in so far.
  public var byteCount: Int { parsed + filled + held.count }

  /// The encoding of the input, as known so far.
  public var encoding: InputEncoding {
    guard let core = unsafe core else { return .utf8 }
    return unsafe core.pointee.encoding
  }

  /// Expat's current place in the input.
  public var location: Location {
    guard let core = unsafe core else { return .start }
    return unsafe place(
      of: core.pointee.parser, byteOrderMark: core.pointee.byteOrderMark, core.pointee.detour)
  }

  /// Calls the body with the input bytes around Expat's current place that are still in memory.
  /// They are not decoded.
  public func withWindow(_ body: (InputWindow) -> Void) {
    guard let core = unsafe core else { return }
    body(unsafe InputWindow(core.pointee.parser, core.pointee.detour))
  }

  /// Takes the next bytes of the input and sends the events that they complete.
  ///
  /// - Throws: `SAXError` when the parse has ended; every later call throws the same error.
  /// - Complexity: Linear in the number of bytes.
  public mutating func feed(_ bytes: Span<UInt8>) throws(SAXError) {
    var rest = 0..<bytes.count
    while !rest.isEmpty {
      try reserve(rest.count)
      guard let buffer = unsafe buffer else { return }
      let count = min(rest.count, capacity - filled)
      let part = bytes.extracting(rest.lowerBound..<(rest.lowerBound + count))
      // `reserve` got `capacity` bytes from Expat, and `filled` of them are used, so `count` more
      // fit.
      unsafe part.withUnsafeBytes {
        if let source = $0.baseAddress {
          unsafe (buffer + filled).copyMemory(from: source, byteCount: count)
        }
      }
      filled += count
      rest = (rest.lowerBound + count)..<rest.upperBound
      try parseIfWorthwhile()
    }
    if let failure { throw failure }
  }

  /// Reads once from a file descriptor, straight into Expat's buffer, and sends the events that the
  /// bytes complete. Waits for bytes even if the descriptor does not block.
  ///
  /// - Returns: The number of bytes read; 0 at the end of the input, nil if a signal interrupted
  ///   the call.
  /// - Throws: `SAXError.Code.input` if the system refuses, otherwise the same as `feed(_:)`.
  public mutating func feed(reading descriptor: CInt) throws(SAXError) -> Int? {
    if isAtTokenLimit, unsafe buffer == nil {
      guard let isAtEnd = try isAtEnd(descriptor) else { return nil }
      if isAtEnd { return 0 }
    }
    let slice = InputBlock.slice(after: byteCount)
    try reserve(slice, upTo: slice)
    guard let buffer = unsafe buffer else { return 0 }
    // Within the buffer: `reserve` leaves room between `filled` and `capacity`.
    let room = unsafe UnsafeMutableRawBufferPointer(
      start: buffer + filled, count: capacity - filled)
    guard let count = try unsafe read(descriptor, into: room) else { return nil }
    filled += count
    if count > 0 { try parseIfWorthwhile() }
    return count
  }

  /// Whether the input has ended. Tries to read one byte more than the limits allow.
  ///
  /// - Returns: nil if a signal interrupted the call.
  private func isAtEnd(_ descriptor: CInt) throws(SAXError) -> Bool? {
    var probe: UInt8 = 0
    // Reads at most one byte into one byte.
    let count = try unsafe withUnsafeMutableBytes(of: &probe) { room throws(SAXError) in
      try unsafe read(descriptor, into: room)
    }
    return count.map { $0 == 0 }
  }

  /// Reads once from a file descriptor.
  ///
  /// - Throws: `SAXError.Code.input` at Expat's current place if the system refuses.
  private func read(
    _ descriptor: CInt, into room: UnsafeMutableRawBufferPointer
  ) throws(SAXError) -> Int? {
    do {
      return try unsafe readOnce(descriptor, into: room)
    } catch {
      throw SAXError(code: .input, location: location, message: error.reason)
    }
  }

  /// Whether the next read from a file descriptor would ask for the ordinary number of bytes,
  /// because no token is long or near its limit.
  package var takesWholeBlock: Bool {
    filled == 0 && pending <= Self.promptTokenSize
      && tokenLimit - pending >= InputBlock.slice(after: byteCount) + held.count
  }

  /// Whether Expat has seen all bytes and none of them belongs to an unfinished token.
  package var isBetweenTokens: Bool {
    parsed > 0 && pending == 0 && filled == 0 && held.isEmpty && failure == nil
  }

  /// Skips bytes that somebody else has parsed: whole elements and whitespace in element content,
  /// in ASCII or UTF-8.
  ///
  /// XML is compositional: a document without some whole elements of its element content is
  /// well-formed exactly if the original is. Call this only if `isBetweenTokens`, with the bytes
  /// that follow.
  ///
  /// - Parameters:
  ///   - bytes: The last byte ends a tag.
  ///   - lines: The number of line feeds in the bytes. A CR occurs only before a line feed.
  ///   - continuations: The number of bytes that do not start a scalar.
  package mutating func skip(_ bytes: Span<UInt8>, lines: Int, continuations: Int) {
    guard isBetweenTokens, let core = unsafe core else { return }
    anchor.advance(over: bytes, lines: lines, continuations: continuations)
    parsed += bytes.count
    lastCharacter = UInt8(ascii: ">")
    var detour = unsafe core.pointee.detour
    // The place that Expat itself reports, not corrected for bytes that have bypassed it.
    let place = unsafe place(
      of: core.pointee.parser, byteOrderMark: core.pointee.byteOrderMark, Detour())
    detour.extend(to: anchor, from: place)
    unsafe core.pointee.detour = detour
  }

  /// Declares the input complete and sends the last events.
  ///
  /// - Throws: `SAXError` if the input is not a well-formed document.
  public mutating func finish() throws(SAXError) {
    // Expat does not provide a buffer of no bytes unless it has provided one before.
    if !held.isEmpty || parsed == 0 { try reserve(1) }
    try parse(final: true)
    failure = SAXError(
      code: .finished, location: location, message: "the input has been declared complete")
  }

  /// Makes room in Expat's buffer for as many of the wanted bytes as it may get at once.
  private mutating func reserve(_ wanted: Int, upTo most: Int = Self.chunk) throws(SAXError) {
    if let failure { throw failure }
    if filled < capacity { return }
    guard let core = unsafe core else { return }
    // Never read beyond the limit of a token, so that the limit does not depend on the pieces.
    if isAtTokenLimit {
      unsafe core.pointee.stop(.token, actual: limits.token + 1)
      failure = unsafe core.pointee.failure
      if let failure { throw failure }
    }
    // The first two bytes determine the encoding, so Expat must get them together.
    let prompt = min(max(wanted, parsed == 0 ? 2 : 1), most)
    // A limit below the length of a character applies to tokens only.
    try takeBuffer(
      min(
        pending > Self.promptTokenSize ? pending : prompt + held.count,
        max(tokenLimit - pending, held.count + 1)))
  }

  /// Gets a buffer from Expat and puts the held bytes at its start.
  ///
  /// - Parameter size: At least the number of held bytes.
  private mutating func takeBuffer(_ size: Int) throws(SAXError) {
    guard let core = unsafe core else { return }
    guard let buffer = unsafe XML_GetBuffer(core.pointee.parser, CInt(clamping: size)) else {
      throw fail(final: false)
    }
    unsafe self.buffer = buffer
    capacity = size
    // The buffer has room for the held bytes.
    for (index, byte) in held.enumerated() {
      unsafe buffer.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
    }
    filled = held.count
    held.removeAll(keepingCapacity: true)
  }

  private var tokenLimit: Int { max(limits.token, 2) }

  /// Whether an unfinished token has reached the longest size allowed.
  private var isAtTokenLimit: Bool { pending > 0 && pending + held.count >= tokenLimit }

  /// Lets Expat parse the buffer, unless a long token has not grown enough to scan it again.
  private mutating func parseIfWorthwhile() throws(SAXError) {
    if parsed == 0, filled < 2 { return }
    if pending <= Self.promptTokenSize || filled == capacity { try parse(final: false) }
  }

  private mutating func parse(final: Bool) throws(SAXError) {
    try parse(final: final, holdsWord: !final)
    guard heldIsWord, let core = unsafe core else { return }
    // Expat judges a word by its end only after the root, so elsewhere it need not wait.
    heldIsWord = false
    if unsafe core.pointee.rootHasEnded && pending == 0 { return }
    try takeBuffer(held.count)
    try parse(final: false, holdsWord: false)
  }

  /// - Parameter holdsWord: Whether the start of a word at the end waits for the rest of the word.
  private mutating func parse(final: Bool, holdsWord: Bool) throws(SAXError) {
    if let failure { throw failure }
    guard let core = unsafe core else { return }
    let parser = unsafe core.pointee.parser
    if unsafe buffer == nil, unsafe XML_GetBuffer(parser, 0) == nil { throw fail(final: final) }
    let encoding = encodingOfFilled
    let loneSurrogate = withFilled({ Self.loneSurrogate(in: $0, encoding) }, none: nil)
    if !final, loneSurrogate == nil { holdBack(encoding, holdsWord: holdsWord) }
    if !final, filled == 0 {
      unsafe buffer = nil
      capacity = 0
      return
    }
    noteStart()
    let count = loneSurrogate ?? filled
    if count > 0 {
      lastCharacter = withFilled({ InputCharacters($0, encoding).last(before: count) }, none: 0)
    }
    // Expat parses in this buffer. Its `count` bytes stay until Expat is asked for another buffer.
    unsafe core.pointee.input = UnsafeRawBufferPointer(
      start: buffer, count: unsafe buffer == nil ? 0 : count)
    unsafe core.pointee.inputOffset = parsed
    parsed += count
    unsafe buffer = nil
    capacity = 0
    filled = 0
    unsafe core.pointee.refusals = ExpatMemory.refusals
    locator.begin(at: anchor)
    let isLast = final && loneSurrogate == nil
    let status = unsafe XML_ParseBuffer(parser, CInt(clamping: count), isLast ? 1 : 0)
    unsafe deliverDeferred(core)
    if unsafe status == XML_STATUS_OK && core.pointee.isStopped { throw fail(final: final) }
    if status != XML_STATUS_OK { throw fail(final: final) }
    if unsafe XML_GetCurrentByteIndex(parser) < 0 {
      pending += count
    } else {
      anchor = location
      // After the root, Expat does not move past a CR that it has read.
      if unsafe core.pointee.rootHasEnded {
        anchor.byteOffset += Int(unsafe XML_GetCurrentByteCount(parser))
      }
      anchorIsInSection = unsafe core.pointee.isInSection
      pending = max(0, parsed - anchor.byteOffset)
      locator.end(at: anchor)
    }
    handler.pieceEnds()
    if loneSurrogate != nil {
      let place = locator.resolve(.unresolved(byteOffset: parsed))
      failure = SAXError(
        code: .encoding, location: place,
        message: "half of a surrogate pair, which is no character of \(encoding.rawValue)")
    }
    if let failure { throw failure }
  }

  /// Calls the body with the filled part of the buffer.
  private func withFilled<Result>(_ body: (Span<UInt8>) -> Result, none: Result) -> Result {
    guard let buffer = unsafe buffer else { return none }
    // `filled` bytes have been written.
    let bytes = unsafe UnsafeRawBufferPointer(start: buffer, count: filled)
    return unsafe body(bytes.bindMemory(to: UInt8.self).span)
  }

  /// Takes the last bytes back out of the buffer if they must wait for the next ones.
  private mutating func holdBack(_ encoding: InputEncoding, holdsWord: Bool) {
    let previous = lastCharacter
    let unfinished = withFilled({ Self.unfinished(in: $0, encoding) }, none: 0)
    let word =
      holdsWord
      ? withFilled({ InputCharacters($0, encoding).sizeOfLastWord(after: previous) }, none: 0) : 0
    heldIsWord = word > 0
    let count = max(unfinished, word)
    if count == 0 { return }
    let start = filled - count
    for index in start..<filled { held.append(withFilled({ $0[index] }, none: 0)) }
    filled = start
  }

  /// The encoding of the bytes in the buffer. Before Expat knows it, the first bytes decide.
  private var encodingOfFilled: InputEncoding {
    if parsed > 0 { return encoding }
    return withFilled(
      { bytes in
        InputEncoding(start: (0..<min(4, bytes.count)).map { bytes[$0] }, declared: nil)
      }, none: .utf8)
  }

  /// Records what a diagnosis needs to know about the bytes to be parsed: the very first bytes, and
  /// whether the rest is whitespace.
  private mutating func noteStart() {
    guard restIsWhitespace || parsed < Self.startSize, filled > 0, let core = unsafe core,
      let buffer = unsafe buffer
    else { return }
    // `filled` bytes of the buffer have been written.
    let bytes = unsafe UnsafeRawBufferPointer(start: buffer, count: filled)
    let missing = unsafe min(filled, Self.startSize - core.pointee.start.count)
    if missing > 0 {
      unsafe core.pointee.start.append(contentsOf: bytes.prefix(missing))
      unsafe core.pointee.byteOrderMark = InputEncoding.byteOrderMark(of: core.pointee.start)
    }
    if restIsWhitespace {
      let mayBeWide = unsafe core.pointee.encoding.isWide
      restIsWhitespace = unsafe bytes.dropFirst(missing).allSatisfy {
        Self.isWhitespace($0, mayBeWide)
      }
    }
  }

  private static var startSize: Int { 64 }

  /// Whether a byte is whitespace, or half of a whitespace character in UTF-16.
  private static func isWhitespace(_ byte: UInt8, _ mayBeWide: Bool) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || (mayBeWide && byte == 0)
  }

  /// Records why Expat ended the parse.
  private mutating func fail(final: Bool) -> SAXError {
    guard let core = unsafe core else {
      return failure ?? SAXError(code: .outOfMemory, location: .start, message: "out of memory")
    }
    unsafe deliverTextBeforeSectionEnd(
      core, after: anchor.byteOffset, isInSection: anchorIsInSection)
    let mark = unsafe core.pointee.byteOrderMark
    let isWide = unsafe core.pointee.encoding.isWide
    let startIsWhitespace = unsafe core.pointee.start.dropFirst(mark).allSatisfy {
      Self.isWhitespace($0, isWide)
    }
    let error = unsafe core.pointee.diagnose(
      after: anchor.byteOffset, atEnd: final,
      onlyWhitespace: startIsWhitespace && restIsWhitespace && !(isWide && parsed % 2 == 1))
    unsafe core.pointee.isStopped = true
    failure = error
    return error
  }
}
