import Bytes
import ExpatSAX

/// Routes bytes to the express lane where it may be used, and to Expat otherwise.
///
/// The lane may start only where Expat has read every byte so far, and the structure says that an
/// operation is open whose results come next; never because the bytes look right, since they could
/// be in a comment.
struct PacketRouter: ~Copyable {
  /// Expat, followed by structure, reducer and sink.
  var stream: StreamParser<PacketHandler>
  private(set) var statistics = LaneStatistics()
  private var lane: ExpressLane?
  /// The last row of results in this packet that no lane can read.
  private var refused: CompiledModel.Index?
  private var junction: Junction
  private let model: CompiledModel
  /// The end tag of results; nil if the model has no results.
  private let endOfResult: [UInt8]?
  private let limits: Limits

  /// The maximum number of bytes of an unfinished result that wait for the rest of it. A longer one
  /// goes to Expat.
  static var longestWait: Int { 4 * 1024 }

  init(
    model: CompiledModel, options: PacketOptions, onEvent: @escaping (PacketEvent) -> Void
  ) {
    let locator = SAXLocator()
    self.model = model
    limits = options.limits
    let endOfResult = model.first(.result).map { model.wordings[$0].endTag }
    self.endOfResult = endOfResult
    junction = Junction(isOff: options.engine == .expat || endOfResult == nil)
    stream = StreamParser(
      handler: PacketHandler(model: model, options: options, locator: locator, send: onEvent),
      limits: options.limits, knownNames: model.knownNames, locator: locator,
      memory: options.memory)
  }

  /// Whether Expat reads all bytes from here on.
  var isOff: Bool { junction.isOff }

  mutating func turnOff() { junction.turnOff() }

  /// Routes bytes to the engine that reads them.
  ///
  /// - Returns: The number of bytes read. The others, at most `longestWait`, may be the start of a
  ///   result: pass them again, followed by more, or pass them to Expat if there are no more.
  mutating func route(_ bytes: Span<UInt8>) throws(SAXError) -> Int {
    if junction.isOff || bytes.isEmpty {
      try stream.feed(bytes)
      return bytes.count
    }
    var done = 0
    while done < bytes.count {
      if junction.isOpen {
        done += takeResults(bytes.extracting(done..<bytes.count))
        if junction.isOpen { break }
      }
      done += try feed(bytes.extracting(done..<bytes.count))
    }
    return done
  }

  /// Routes the bytes that wait in a buffer, except for this many at the end.
  mutating func route(
    waitingIn buffer: borrowing InputBuffer, except rest: Int = 0
  ) throws(SAXError) -> Int {
    try route(buffer.waiting.extracting(droppingLast: rest))
  }

  /// Lets Expat read the bytes that wait in a buffer, and ends the input.
  mutating func finish(with buffer: borrowing InputBuffer) throws(SAXError) {
    junction.turnOff()
    try stream.feed(buffer.waiting)
    try stream.finish()
  }

  /// What another thread may read ahead; nil if that is of no use: where no lane has been used yet,
  /// or where results are compared with each other.
  mutating func scoutOrders() -> ResultScout.Orders? {
    guard !junction.isOff, !stream.handler.downstream.reducer.keepsIDs, let result = lane?.result
    else { return nil }
    return ResultScout.Orders(
      model: model, result: result, limits: limits, encoding: stream.encoding)
  }

  /// Accepts a batch of results that was read ahead, if it starts where results come next.
  ///
  /// - Parameter bytes: The bytes of the batch, which come next.
  /// - Returns: Whether they are results. If not, nothing has changed.
  mutating func take(_ batch: ResultScout.Batch, _ bytes: Span<UInt8>) -> Bool {
    guard !junction.isOff, openLane(), lane?.result == batch.row else { return false }
    skip(bytes, results: batch.results, batch.row, batch.lines, batch.continuations)
    stream.handler.downstream.takeResults(batch.results)
    junction.open(hasTaken: true)
    return true
  }

  /// Skips results that have been read.
  private mutating func skip(
    _ bytes: Span<UInt8>, results: Int, _ row: CompiledModel.Index, _ lines: Int,
    _ continuations: Int
  ) {
    stream.skip(bytes, lines: lines, continuations: continuations)
    stream.handler.structure.takeResults(results, row)
    statistics.results += results
    statistics.bytes += bytes.count
  }

  /// Lets the lane read what it can. It stays open if what remains may be the start of a result.
  ///
  /// - Returns: The number of bytes it has read.
  private mutating func takeResults(_ bytes: Span<UInt8>) -> Int {
    guard let taken = lane?.take(bytes, into: &stream.handler.downstream) else { return 0 }
    if taken.results > 0, let result = lane?.result {
      skip(
        bytes.extracting(0..<taken.bytes), results: taken.results, result, taken.lines,
        taken.continuations)
    }
    if !taken.isUnfinished || bytes.count - taken.bytes > Self.longestWait {
      junction.close(hasTaken: taken.results > 0)
    }
    return taken.bytes
  }

  /// Lets Expat read as many results as the junction says, or all bytes if there are fewer.
  ///
  /// - Returns: The number of bytes it has read.
  private mutating func feed(_ bytes: Span<UInt8>) throws(SAXError) -> Int {
    var cursor = LaneCursor(bytes)
    if let endOfResult {
      while junction.toPass > 0, cursor.skip(through: endOfResult) { junction.pass() }
    }
    try stream.feed(bytes.extracting(0..<cursor.position))
    if junction.toPass == 0 {
      if openLane() { junction.open() } else { junction.close(hasTaken: false) }
    }
    return cursor.position
  }

  /// Prepares the lane for what follows, if it may be used.
  private mutating func openLane() -> Bool {
    guard stream.isBetweenTokens, let result = stream.handler.structure.openResult else {
      return false
    }
    if lane?.result == result { return true }
    if refused == result { return false }
    lane = ExpressLane(model: model, result: result, limits: limits, encoding: stream.encoding)
    refused = lane == nil ? result : nil
    return lane != nil
  }
}
