public import ExpatSAX

/// Reads one packet: bytes in, results and findings out as soon as they are certain.
///
/// Memory is constant, however many results there are: nothing is kept that has been delivered.
///
/// ```swift
/// var parser = PacketParser { event in
///   if case .result(let result) = event { print(result.owned) }
/// }
/// try parser.feed(bytes)
/// let summary = try parser.finish()
/// ```
public struct PacketParser: ~Copyable {
  private var stream: StreamParser<PacketHandler>

  /// Makes a parser that is ready for the first byte of a packet.
  ///
  /// - Parameters:
  ///   - options: How the packet is read.
  ///   - onEvent: Called with every result and finding, in document order, from within `feed` and `finish`.
  public init(
    options: PacketOptions = .default, onEvent: @escaping (PacketEvent) -> Void
  ) {
    self.init(model: .plesk, options: options, onEvent: onEvent)
  }

  /// Makes a parser for packets of another content model.
  package init(
    model: CompiledModel, options: PacketOptions = .default,
    onEvent: @escaping (PacketEvent) -> Void
  ) {
    let locator = SAXLocator()
    stream = StreamParser(
      handler: PacketHandler(model: model, options: options, locator: locator, send: onEvent),
      limits: options.limits, locator: locator)
  }

  /// Takes the next bytes, however the packet is cut.
  ///
  /// - Throws: `PacketError` when the parse has ended; the fatal finding has been delivered before.
  /// - Complexity: Linear in the bytes.
  public mutating func feed(_ bytes: Span<UInt8>) throws(PacketError) {
    do { try stream.feed(bytes) } catch { throw end(error) }
  }

  /// Takes the next bytes, however the packet is cut.
  ///
  /// - Throws: `PacketError` when the parse has ended; the fatal finding has been delivered before.
  /// - Complexity: Linear in the bytes.
  public mutating func feed(_ bytes: [UInt8]) throws(PacketError) {
    try feed(bytes.span)
  }

  /// Takes the next bytes, however the packet is cut.
  ///
  /// - Throws: `PacketError` when the parse has ended; the fatal finding has been delivered before.
  /// - Complexity: Linear in the bytes.
  public mutating func feed(_ bytes: UnsafeRawBufferPointer) throws(PacketError) {
    try unsafe feed(bytes.bindMemory(to: UInt8.self).span)
  }

  /// Reads once from a file descriptor, without a copy.
  ///
  /// - Returns: The bytes read; 0 at the end of the input, nil if a signal interrupted the call.
  /// - Throws: `PacketError` when the parse has ended, or with the code `input` when the system refuses.
  public mutating func feed(reading descriptor: CInt) throws(PacketError) -> Int? {
    do { return try stream.feed(reading: descriptor) } catch { throw end(error) }
  }

  /// Tells that the packet is complete.
  ///
  /// - Returns: The verdict and the counts.
  /// - Throws: `PacketError` when the packet is not complete; the finding has been delivered before.
  public mutating func finish() throws(PacketError) -> PacketSummary {
    do { try stream.finish() } catch { throw end(error) }
    stream.handler.finish()
    return summary
  }

  /// The counts so far. After an error: the verdict on what could be read.
  public var summary: PacketSummary {
    var summary = stream.handler.downstream.sink.summary
    summary.kind = stream.handler.structure.kind ?? .response
    summary.bytes = stream.byteCount
    return summary
  }

  /// The encoding of the packet, as known so far.
  public var encoding: InputEncoding { stream.encoding }

  /// The input bytes that are still at hand after a call of `feed`, undecoded: what has been read last, and some before.
  public func withWindow(_ body: (InputWindow) -> Void) {
    stream.withWindow(body)
  }

  /// Turns the end of the stream into the end of the packet, with its finding.
  private mutating func end(_ error: SAXError) -> PacketError {
    if let fatal = stream.handler.fatal { return PacketError(fatal) }
    let path = stream.handler.structure.currentPath
    guard let rule = Rule(error.code) else {
      let code: PacketError.Code =
        switch error.code {
        case .input: .input
        case .finished: .finished
        default: .outOfMemory
        }
      return PacketError(
        code: code, location: error.location, path: path, message: error.message)
    }
    let finding = Finding(
      rule: rule, location: error.location, path: path, message: error.packetMessage)
    stream.handler.end(finding)
    return PacketError(finding)
  }
}
