import ExpatSAX

/// Reads results ahead of a parser, in bytes of which it cannot know what they are part of.
///
/// It guesses that behind an end tag of a result come results again, and reads those that the express lane would take. Whether
/// they are results at all (they might stand in a comment) only the parser knows: it takes a run of them if it comes to the run's
/// start and nothing but their operation is open, and else reads the bytes itself. So a wrong guess costs time and nothing more, and
/// any number of threads can read ahead, each a piece of its own.
package struct ResultScout: ~Copyable {
  /// What to read ahead, as the parser knows it.
  package struct Orders: Sendable {
    let model: CompiledModel
    let result: CompiledModel.Index
    let limits: Limits
    let encoding: InputEncoding
  }

  /// Results that stand one behind the other, with the blanks before each.
  package struct Batch: Sendable {
    /// Offsets in the bytes that were read.
    package let range: Range<Int>
    package let results: Int
    /// The row that they are of.
    let row: CompiledModel.Index
    /// Line feeds in them, and bytes that do not start a scalar.
    let lines: Int
    let continuations: Int
  }

  private var lane: ExpressLane
  private var downstream: Downstream
  private let endOfResult: [UInt8]

  /// - Parameter onResult: Called with every result of a run before the run is told. Results count from the scout's first.
  package init?(_ orders: Orders, onResult: @escaping (DownloadResultView) -> Void) {
    guard
      let lane = ExpressLane(
        model: orders.model, result: orders.result, limits: orders.limits, encoding: orders.encoding
      )
    else { return nil }
    self.lane = lane
    endOfResult = orders.model.wordings[orders.result].endTag
    // What the lane takes breaks no rule, so there are no findings, whose levels and places would matter.
    downstream = Downstream(
      reducer: PacketReducer(),
      sink: EventSink(model: orders.model, levels: RuleLevels(), locator: SAXLocator()) {
        if case .result(let result) = $0 { onResult(result) }
      })
  }

  /// Reads a piece ahead, from the first result that starts in it behind another one.
  ///
  /// - Parameters:
  ///   - bytes: The piece, and behind it some bytes more, in which its last result ends.
  ///   - count: How many bytes the piece has.
  ///   - onBatch: Called with every run, in order.
  package mutating func read(_ bytes: Span<UInt8>, piece count: Int, onBatch: (Batch) -> Void) {
    var cursor = LaneCursor(bytes.extracting(count..<bytes.count))
    // There the piece behind this one begins.
    let end = cursor.skip(through: endOfResult) ? count + cursor.position : count
    var junction = Junction(isOff: false)
    var done = 0
    while true {
      var cursor = LaneCursor(bytes.extracting(done..<end))
      while junction.toPass > 0, cursor.skip(through: endOfResult) { junction.pass() }
      done += cursor.position
      // What starts behind an end tag that the piece does not hold as a whole is nobody's.
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
