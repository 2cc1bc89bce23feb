import ExpatSAX

/// Reads results ahead of a parser, in bytes whose context it does not know.
///
/// It guesses that more results follow the end tag of a result, and reads those that the express
/// lane would take. Only the parser knows whether they are results at all, because they might be in
/// a comment. It accepts a batch if it arrives at the start of the batch and only the operation is
/// open there; otherwise it reads the bytes itself. So a wrong guess costs only time, and any
/// number of threads can read ahead, each its own piece.
package struct ResultScout: ~Copyable {
  /// What to read ahead, according to the parser.
  package struct Orders: Sendable {
    let model: CompiledModel
    let result: CompiledModel.Index
    let limits: Limits
    let encoding: InputEncoding
  }

  /// Results that directly follow each other, including the whitespace before each.
  package struct Batch: Sendable {
    /// The offsets of the results in the bytes that were read.
    package let range: Range<Int>
    package let results: Int
    /// The row of the results.
    let row: CompiledModel.Index
    /// The number of line feeds in them, and of bytes that do not start a scalar.
    let lines: Int
    let continuations: Int
  }

  private var lane: ExpressLane
  private var downstream: Downstream
  private let endOfResult: [UInt8]

  /// - Parameter onResult: Called for every result of a batch before the batch is reported. Results
  ///   count from the scout's first.
  package init?(_ orders: Orders, onResult: @escaping (DownloadResultView) -> Void) {
    guard
      let lane = ExpressLane(
        model: orders.model, result: orders.result, limits: orders.limits, encoding: orders.encoding
      )
    else { return nil }
    self.lane = lane
    endOfResult = orders.model.wordings[orders.result].endTag
    // What the lane takes breaks no rule, so there are no findings for which levels and places
    // would matter.
    downstream = Downstream(
      reducer: PacketReducer(),
      sink: EventSink(model: orders.model, levels: RuleLevels(), locator: SAXLocator()) {
        if case .result(let result) = $0 { onResult(result) }
      })
  }

  /// Reads a piece ahead, from the first result in it that follows the end tag of another.
  ///
  /// - Parameters:
  ///   - bytes: The piece, followed by some more bytes, in which its last result may end.
  ///   - count: The number of bytes of the piece.
  ///   - onBatch: Called for every batch, in order.
  package mutating func read(_ bytes: Span<UInt8>, piece count: Int, onBatch: (Batch) -> Void) {
    var cursor = LaneCursor(bytes.extracting(count..<bytes.count))
    // This is where the results of the next piece begin.
    let end = cursor.skip(through: endOfResult) ? count + cursor.position : count
    var junction = Junction(isOff: false)
    var done = 0
    while true {
      var cursor = LaneCursor(bytes.extracting(done..<end))
      while junction.toPass > 0, cursor.skip(through: endOfResult) { junction.pass() }
      done += cursor.position
      // After an end tag that reaches the end of its piece, no scout reads: the parser does.
      if junction.toPass > 0 || done >= count { return }
      let taken = lane.take(bytes.extracting(done..<end), into: &downstream)
      if taken.results > 0 {
        onBatch(
          Batch(
            range: done..<(done + taken.bytes), results: taken.results, row: lane.result,
            lines: taken.lines, continuations: taken.continuations))
        done += taken.bytes
      }
      if taken.isUnfinished { return }
      junction.close(hasTaken: taken.results > 0)
    }
  }
}
