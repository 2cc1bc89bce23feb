public import Bytes
public import ExpatSAX
import Platform

/// Reads one packet, and delivers results and findings as soon as they are certain.
///
/// Memory is constant, however many results there are: nothing is kept once it has been delivered.
///
/// ```swift
/// var parser = PacketParser { event in
///   if case .result(let result) = event { print(result.owned) }
/// }
/// try parser.feed(bytes)
/// let summary = try parser.finish()
/// ```
public struct PacketParser: ~Copyable {
  private var router: PacketRouter
  /// The last bytes, if they wait for more.
  private var buffer = InputBuffer()
  /// Whether the last bytes were read into the buffer.
  private var windowIsBuffer = false
  /// Bytes received until the packet ended.
  private var received = 0
  private var hasEnded = false
  /// The number of bytes at the end of the buffer that were read, but not routed yet.
  private var unrouted = 0

  /// After this many findings, `feed(reading:)` returns before everything it read is routed.
  private static var manyFindings: Int { 1000 }

  private let endsAfterRoot: Bool
  /// With `PacketOptions.endsAfterRoot`: the place of whatever follows the packet. `finish` ends
  /// the packet there; feeding more bytes makes it the error that it is without that option.
  package private(set) var endOfPacket: Location?

  /// Creates a parser for one packet.
  ///
  /// - Parameters:
  ///   - options: How to read the packet.
  ///   - onEvent: Called for every result and finding, in document order, from within `feed` and
  ///     `finish`.
  public init(
    options: PacketOptions = .default, onEvent: @escaping (PacketEvent) -> Void
  ) {
    self.init(model: .plesk, options: options, onEvent: onEvent)
  }

  /// Creates a parser for packets of another content model.
  package init(
    model: CompiledModel, options: PacketOptions = .default,
    onEvent: @escaping (PacketEvent) -> Void
  ) {
    endsAfterRoot = options.endsAfterRoot
    router = PacketRouter(model: model, options: options, onEvent: onEvent)
  }

  /// Reads the next bytes of the packet, which may be cut anywhere.
  ///
  /// - Throws: `PacketError` when parsing has ended; the fatal finding was delivered before.
  /// - Complexity: Linear in the number of bytes.
  public mutating func feed(_ bytes: Span<UInt8>) throws(PacketError) {
    if !hasEnded { received += bytes.count }
    windowIsBuffer = false
    do { try route(bytes) } catch { if !isEndOfPacket(error) { throw end(error) } }
  }

  /// Reads the next bytes of the packet, which may be cut anywhere.
  ///
  /// - Throws: `PacketError` when parsing has ended; the fatal finding was delivered before.
  /// - Complexity: Linear in the number of bytes.
  public mutating func feed(_ bytes: [UInt8]) throws(PacketError) {
    try feed(bytes.span)
  }

  /// Reads the bytes that wait in a buffer, and leaves them there.
  package mutating func feed(waitingIn buffer: borrowing InputBuffer) throws(PacketError) {
    try feed(buffer.waiting)
  }

  /// Reads once from a file descriptor, blocking even if the descriptor is non-blocking.
  ///
  /// After many findings the call returns early, and the next call continues with the bytes left
  /// over instead of reading: so a caller that collects what one call delivers has to keep a
  /// bounded amount only.
  ///
  /// - Parameter descriptor: A file descriptor that is open for reading.
  /// - Returns: The number of bytes received; 0 at the end of the input, nil if a signal
  ///   interrupted the call.
  /// - Throws: `PacketError` when parsing has ended, or with the code `input` if the system cannot
  ///   read.
  public mutating func feed(reading descriptor: CInt) throws(PacketError) -> Int? {
    do {
      if router.isOff, buffer.count == 0, router.stream.takesWholeBlock {
        return try route(straightFrom: descriptor)
      }
      if unrouted == 0 {
        guard let count = try fill(from: descriptor) else { return nil }
        windowIsBuffer = true
        unrouted = count
      }
      let (start, findings) = (received, findingCount)
      while unrouted > 0, findingCount - findings < Self.manyFindings {
        let slice = buffer.slice(of: unrouted)
        unrouted -= slice
        received += slice
        buffer.drop(try router.route(waitingIn: buffer, except: unrouted))
      }
      return received - start
    } catch {
      throw end(error)
    }
  }

  /// Reads once into the buffer.
  ///
  /// - Throws: `SAXError.Code.input` if the system cannot read, at Expat's position.
  private mutating func fill(from descriptor: CInt) throws(SAXError) -> Int? {
    do {
      return try buffer.fill(from: descriptor)
    } catch {
      throw SAXError(code: .input, location: router.stream.location, message: error.reason)
    }
  }

  /// What another thread may read ahead of this parser, from the next byte on; nil if that is of no
  /// use.
  package mutating func scoutOrders() -> ResultScout.Orders? {
    unrouted > 0 || endsAfterRoot ? nil : router.scoutOrders()
  }

  /// Reads the next bytes of a file, in which results were read ahead. After many findings it
  /// returns before all of them are read. If the last batch ends after the range, it returns after
  /// that batch.
  ///
  /// - Parameters:
  ///   - bytes: The bytes that were read ahead.
  ///   - range: Which of the bytes come next. A batch may end after them.
  ///   - batches: The batches that were found. Those that start before the next byte, and those
  ///     that turn out not to be results, are skipped.
  ///   - onBatch: Called when a batch has been accepted, with its index in `batches` and the number
  ///     of its first result. Its results are not delivered in any other way.
  /// - Returns: The offset in `bytes` up to which they have been read.
  /// - Throws: `PacketError` when parsing has ended; the fatal finding was delivered before.
  package mutating func feed(
    _ bytes: Span<UInt8>, in range: Range<Int>, scouted batches: [ResultScout.Batch],
    onBatch: (_ batch: Int, _ firstResult: Int) -> Void
  ) throws(PacketError) -> Int {
    let findings = findingCount
    var done = range.lowerBound
    for (index, batch) in batches.enumerated()
    where (done..<max(done, range.upperBound)).contains(batch.range.lowerBound) {
      done = try feed(bytes, done..<batch.range.lowerBound, before: range.upperBound, findings)
      if done < batch.range.lowerBound { return done }
      let first = summary.results + 1
      guard buffer.count == 0, router.take(batch, bytes.extracting(batch.range)) else { continue }
      received += batch.range.count
      buffer.pass(batch.range.count)
      done = batch.range.upperBound
      onBatch(index, first)
    }
    return try feed(bytes, done..<max(done, range.upperBound), before: range.upperBound, findings)
  }

  /// Routes some of these bytes, in the same slices as when they are read from a file.
  ///
  /// - Parameters:
  ///   - end: The end of the bytes in memory.
  ///   - findings: The number of findings before this call.
  private mutating func feed(
    _ bytes: Span<UInt8>, _ range: Range<Int>, before end: Int, _ findings: Int
  ) throws(PacketError) -> Int {
    windowIsBuffer = false
    var done = range.lowerBound
    while done < range.upperBound, findingCount - findings < Self.manyFindings {
      let sliceEnd = min(end, done + InputBlock.sliceEnd(after: received) - received)
      let next = min(sliceEnd, range.upperBound)
      if !hasEnded { received += next - done }
      do {
        try route(bytes.extracting(done..<next))
      } catch {
        // The whole slice has been read.
        if !hasEnded { received += sliceEnd - next }
        throw self.end(error)
      }
      done = next
    }
    return done
  }

  private var findingCount: Int {
    let counts = router.stream.handler.downstream.sink.summary
    return counts.errors + counts.warnings + counts.infos
  }

  /// Reads once into Expat's own buffer.
  private mutating func route(straightFrom descriptor: CInt) throws(SAXError) -> Int? {
    let before = router.stream.byteCount
    windowIsBuffer = false
    defer {
      received += router.stream.byteCount - before
      buffer.pass(router.stream.byteCount - before)
    }
    return try router.stream.feed(reading: descriptor)
  }

  /// Counts what was read but not routed as received. From here on, it waits like the start of a
  /// result.
  private mutating func receiveUnrouted() {
    received += unrouted
    unrouted = 0
  }

  /// Routes the caller's bytes, after those that wait.
  private mutating func route(_ bytes: Span<UInt8>) throws(SAXError) {
    var done = 0
    receiveUnrouted()
    while buffer.count > 0, done < bytes.count {
      let waiting = buffer.count
      // A result must be contiguous, so its start is joined by a copy of what may be its end.
      let copied = buffer.append(
        copying: bytes.extracting(done..<bytes.count), upTo: PacketRouter.longestWait + 1)
      let routed = try router.route(waitingIn: buffer)
      buffer.drop(routed)
      if routed > waiting {
        // From here on, the bytes can be read in place.
        buffer.forgetWaiting()
        done += routed - waiting
      } else {
        done += copied
      }
    }
    if buffer.count > 0 { return }
    let routed = try router.route(bytes.extracting(done..<bytes.count))
    buffer.pass(routed)
    _ = buffer.append(
      copying: bytes.extracting((done + routed)..<bytes.count), upTo: PacketRouter.longestWait)
  }

  /// Ends the packet.
  ///
  /// - Returns: The verdict and the counts.
  /// - Throws: `PacketError` if the packet is not complete; the finding was delivered before.
  public mutating func finish() throws(PacketError) -> PacketSummary {
    if endOfPacket == nil {
      receiveUnrouted()
      do {
        try router.finish(with: buffer)
        buffer.drop(buffer.count)
      } catch {
        throw end(error)
      }
    }
    hasEnded = true
    router.stream.handler.finish()
    return summary
  }

  /// The counts so far. After an error, the verdict on what could be read.
  public var summary: PacketSummary {
    var summary = router.stream.handler.downstream.sink.summary
    summary.kind = router.stream.handler.structure.kind ?? .response
    summary.bytes = endOfPacket?.byteOffset ?? received
    return summary
  }

  /// How much the express lane handled.
  public var laneStatistics: LaneStatistics { router.statistics }

  /// The encoding of the packet, as far as it is known.
  public var encoding: InputEncoding { router.stream.encoding }

  /// Calls a closure with the undecoded input bytes that are still in memory after a call of
  /// `feed`: the last ones read, and some before them.
  public func withWindow(_ body: (InputWindow) -> Void) {
    if windowIsBuffer { body(buffer.window) } else { router.stream.withWindow(body) }
  }

  /// Whether an error only means that something follows the packet, where that is allowed.
  private mutating func isEndOfPacket(_ error: SAXError) -> Bool {
    guard endsAfterRoot, !hasEnded, error.detail == .secondDocument || error.detail == .afterRoot
    else { return false }
    hasEnded = true
    endOfPacket = startOfWord(around: error.location)
    router.turnOff()
    buffer.drop(buffer.count)
    // Places must be resolved while Expat still has the bytes.
    router.stream.handler.pieceEnds()
    return true
  }

  /// The start of the word that Expat stopped in: in “HTTP/1.1” it stops at the slash.
  private func startOfWord(around place: Location) -> Location {
    var start = place
    router.stream.withWindow { window in
      let index = place.byteOffset - window.byteOffset
      guard (0...window.bytes.count).contains(index) else { return }
      let word = window.bytes.extracting(0..<index)
      var length = 0
      while length < index,
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(word[index - length - 1])
      {
        length += 1
      }
      start.byteOffset -= length
      start.column -= length
    }
    return start
  }

  /// Turns an error of the stream into the error of the packet, with its finding.
  private mutating func end(_ error: SAXError) -> PacketError {
    if error.code != .input {
      // From now on Expat answers every call, always with the same error.
      hasEnded = true
      unrouted = 0
      endOfPacket = nil
      router.turnOff()
      buffer.drop(buffer.count)
    }
    if let fatal = router.stream.handler.fatal { return PacketError(fatal) }
    let path = router.stream.handler.structure.currentPath
    guard let finding = Finding(error, path: path) else {
      let code: PacketError.Code =
        switch error.code {
        case .input: .input
        case .finished: .finished
        default: .outOfMemory
        }
      return PacketError(
        code: code, location: error.location, path: path, message: error.message)
    }
    router.stream.handler.end(finding)
    return PacketError(finding)
  }
}

extension PacketParser: ByteConsumer {
  package var endOfDocument: Location? { endOfPacket }
}
