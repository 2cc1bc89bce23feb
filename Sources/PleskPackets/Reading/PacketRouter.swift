import Bytes
import ExpatSAX

/// Leads bytes to the express lane where it may be used, and to Expat where not.
///
/// The lane may start only where Expat has seen every byte so far, and the structure says that an operation is open whose
/// results come next; never because the bytes look right, as they could stand in a comment.
struct PacketRouter: ~Copyable {
  /// Expat, with structure, reducer and sink behind it.
  var stream: StreamParser<PacketHandler>
  private(set) var statistics = LaneStatistics()
  private var lane: ExpressLane?
  /// The last row of results that no lane may take, in this packet.
  private var refused: CompiledModel.Index?
  private var junction: Junction
  private let model: CompiledModel
  /// The end tag of results; nil if the model has none.
  private let endOfResult: [UInt8]?
  private let limits: Limits

  /// Bytes of an unfinished result that wait for the rest of it. One that is longer goes to Expat.
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

  /// Whether Expat gets all bytes from here on.
  var isOff: Bool { junction.isOff }

  mutating func turnOff() { junction.turnOff() }

  /// Leads bytes on.
  ///
  /// - Returns: How many. The others, at most `longestWait`, may be the start of a result: they are to be given again, with more
  ///   behind them, or to Expat if there is no more.
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

  /// Leads on the bytes that wait in a buffer, except so many at the end.
  mutating func route(
    waitingIn buffer: borrowing InputBuffer, except rest: Int = 0
  ) throws(SAXError) -> Int {
    try route(buffer.waiting.extracting(droppingLast: rest))
  }

  /// Lets Expat read the bytes that wait in a buffer, and tells it that there are no more.
  mutating func finish(with buffer: borrowing InputBuffer) throws(SAXError) {
    junction.turnOff()
    try stream.feed(buffer.waiting)
    try stream.finish()
  }

  /// What another thread may read ahead; nil if it cannot be of use: where no lane has been used yet, or where results are held
  /// against one another.
  mutating func scoutOrders() -> ResultScout.Orders? {
    guard !junction.isOff, !stream.handler.downstream.reducer.keepsIDs, let result = lane?.result
    else { return nil }
    return ResultScout.Orders(
      model: model, result: result, limits: limits, encoding: stream.encoding)
  }

  /// Takes results that have been read ahead.
  ///
  /// - Parameter bytes: Those of the run, which come next.
  /// - Returns: Whether they are results. If not, nothing has been done.
  mutating func take(_ batch: ResultScout.Batch, _ bytes: Span<UInt8>) -> Bool {
    guard !junction.isOff, openLane(), lane?.result == batch.row else { return false }
    skip(bytes, results: batch.results, batch.row, batch.lines, batch.continuations)
    stream.handler.downstream.takeResults(batch.results)
    junction.open(hasTaken: true)
    return true
  }

  /// Goes past results that have been taken.
  private mutating func skip(
    _ bytes: Span<UInt8>, results: Int, _ row: CompiledModel.Index, _ lines: Int,
    _ continuations: Int
  ) {
    stream.skip(bytes, lines: lines, continuations: continuations)
    stream.handler.structure.takeResults(results, row)
    statistics.results += results
    statistics.bytes += bytes.count
  }

  /// Lets the lane take what it can. It stays open if what is left may be the start of a result.
  ///
  /// - Returns: How many bytes it has taken.
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

  /// Lets Expat read as many results as the junction says, or all bytes if there are not so many.
  ///
  /// - Returns: How many bytes it has read.
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

  /// Makes the lane ready for what follows, if it may be used.
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
