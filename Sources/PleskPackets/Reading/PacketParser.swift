public import Bytes
public import ExpatSAX
import Platform

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
  private var router: PacketRouter
  /// What has been read or fed last, as far as it waits for more to come.
  private var buffer = InputBuffer()
  /// Whether the last bytes were read into the buffer.
  private var windowIsBuffer = false
  /// Bytes taken in until the packet ended.
  private var received = 0
  private var hasEnded = false
  /// Of the bytes in the buffer that have been read, those at the end that have not been led on.
  private var unrouted = 0

  /// After so many findings, `feed(reading:)` returns before all that it has read is led on.
  private static var manyFindings: Int { 1000 }

  private let endsAfterRoot: Bool
  /// Where something follows the packet, with `PacketOptions.endsAfterRoot`. `finish` ends the packet there; feeding on makes it the
  /// error that it is without that option.
  package private(set) var endOfPacket: Location?

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
    endsAfterRoot = options.endsAfterRoot
    router = PacketRouter(model: model, options: options, onEvent: onEvent)
  }

  /// Takes the next bytes, however the packet is cut.
  ///
  /// - Throws: `PacketError` when the parse has ended; the fatal finding has been delivered before.
  /// - Complexity: Linear in the bytes.
  public mutating func feed(_ bytes: Span<UInt8>) throws(PacketError) {
    if !hasEnded { received += bytes.count }
    windowIsBuffer = false
    do { try route(bytes) } catch { if !isEndOfPacket(error) { throw end(error) } }
  }

  /// Takes the next bytes, however the packet is cut.
  ///
  /// - Throws: `PacketError` when the parse has ended; the fatal finding has been delivered before.
  /// - Complexity: Linear in the bytes.
  public mutating func feed(_ bytes: [UInt8]) throws(PacketError) {
    try feed(bytes.span)
  }

  /// Takes the bytes that wait in a buffer, and leaves them there.
  package mutating func feed(waitingIn buffer: borrowing InputBuffer) throws(PacketError) {
    try feed(buffer.waiting)
  }

  /// Reads once from a file descriptor, unless bytes are left of the last reading: after many findings the rest waits for the next
  /// call, so that whoever gathers what one call delivers has a bounded amount to keep. Waits for bytes also where the descriptor
  /// would not.
  ///
  /// - Returns: The bytes taken in; 0 at the end of the input, nil if a signal interrupted the call.
  /// - Throws: `PacketError` when the parse has ended, or with the code `input` when the system refuses.
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
  /// - Throws: `SAXError.Code.input` if the system refuses, where Expat stands.
  private mutating func fill(from descriptor: CInt) throws(SAXError) -> Int? {
    do {
      return try buffer.fill(from: descriptor)
    } catch {
      throw SAXError(code: .input, location: router.stream.location, message: error.reason)
    }
  }

  /// What another thread may read ahead of this parser, from the next byte on; nil if it cannot be of use.
  package mutating func scoutOrders() -> ResultScout.Orders? {
    unrouted > 0 || endsAfterRoot ? nil : router.scoutOrders()
  }

  /// Takes the next bytes of a file, in which results have been read ahead. Returns before all of them are led on after many findings,
  /// and behind the last run.
  ///
  /// - Parameters:
  ///   - bytes: What has been read ahead.
  ///   - range: Which of them come next. A run may end behind them.
  ///   - runs: What has been found. Those that are behind, and those that are not results, are passed over.
  ///   - onBatch: Called with the place in `runs` and the number of its first result, when the run has been taken. Its results are
  ///     not delivered otherwise.
  /// - Returns: The place in `bytes` up to which they have been taken in.
  /// - Throws: `PacketError` when the parse has ended; the fatal finding has been delivered before.
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

  /// Leads some of these bytes on, in slices as they are when they are read from a file.
  ///
  /// - Parameters:
  ///   - end: Where the bytes end that are at hand.
  ///   - findings: How many there had been.
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
        // All of the slice has been read.
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

  /// Takes in what has been read and not been led on: from here on, it waits like the start of a result.
  private mutating func receiveUnrouted() {
    received += unrouted
    unrouted = 0
  }

  /// Leads bytes that somebody else keeps, after those that wait.
  private mutating func route(_ bytes: Span<UInt8>) throws(SAXError) {
    var done = 0
    receiveUnrouted()
    while buffer.count > 0, done < bytes.count {
      let waiting = buffer.count
      // A result must lie in one piece, so its start is joined by a copy of what may be its end.
      let copied = buffer.append(
        copying: bytes.extracting(done..<bytes.count), upTo: PacketRouter.longestWait + 1)
      let routed = try router.route(waitingIn: buffer)
      buffer.drop(routed)
      if routed > waiting {
        // From here on, the bytes can be read where they are.
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

  /// Tells that the packet is complete.
  ///
  /// - Returns: The verdict and the counts.
  /// - Throws: `PacketError` when the packet is not complete; the finding has been delivered before.
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

  /// The counts so far. After an error: the verdict on what could be read.
  public var summary: PacketSummary {
    var summary = router.stream.handler.downstream.sink.summary
    summary.kind = router.stream.handler.structure.kind ?? .response
    summary.bytes = endOfPacket?.byteOffset ?? received
    return summary
  }

  /// How much went by the express lane.
  public var laneStatistics: LaneStatistics { router.statistics }

  /// The encoding of the packet, as known so far.
  public var encoding: InputEncoding { router.stream.encoding }

  /// The input bytes that are still at hand after a call of `feed`, undecoded: what has been read last, and some before.
  public func withWindow(_ body: (InputWindow) -> Void) {
    if windowIsBuffer { body(buffer.window) } else { router.stream.withWindow(body) }
  }

  /// Whether an error is only that something follows the packet, where that may be.
  private mutating func isEndOfPacket(_ error: SAXError) -> Bool {
    guard endsAfterRoot, !hasEnded, error.detail == .secondDocument || error.detail == .afterRoot
    else { return false }
    hasEnded = true
    endOfPacket = startOfWord(around: error.location)
    router.turnOff()
    buffer.drop(buffer.count)
    // Places are asked for while Expat still has the bytes.
    router.stream.handler.pieceEnds()
    return true
  }

  /// Where the word starts that Expat stands in: of “HTTP/1.1” it refuses the slash.
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

  /// Turns the end of the stream into the end of the packet, with its finding.
  private mutating func end(_ error: SAXError) -> PacketError {
    if error.code != .input {
      // From now on Expat answers, and always the same.
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
