public import PleskPackets

/// One packet through one engine, piece by piece.
@dynamicMemberLookup
public struct EngineRun {
  public let outcome: Outcome
  /// How many events had come after each piece, and finally after the end.
  package let arrivals: [Int]
  /// How much of the packet the lane took.
  public let lane: LaneStatistics

  package init(
    _ outcome: Outcome, arrivals: [Int] = [], lane: LaneStatistics
  ) {
    self.outcome = outcome
    self.arrivals = arrivals
    self.lane = lane
  }

  /// Feeds a parser, whose events the log keeps, and finishes it.
  ///
  /// - Parameter feed: Gives a piece to the parser.
  public init(
    _ log: EventLog, _ parser: inout PacketParser, _ pieces: [Range<Int>],
    feed: (Range<Int>, inout PacketParser) throws(PacketError) -> Void
  ) {
    var arrivals: [Int] = []
    var failure: PacketError?
    do throws(PacketError) {
      for piece in pieces {
        try feed(piece, &parser)
        arrivals.append(log.events.count)
      }
      _ = try parser.finish()
    } catch {
      failure = error
    }
    arrivals.append(log.events.count)
    self.init(
      Outcome(log, parser.summary, failure), arrivals: arrivals, lane: parser.laneStatistics)
  }

  /// Reads a packet in pieces, with a content model.
  package init(
    _ engine: PacketOptions.Engine, _ packet: [UInt8], cut: Cut = .whole,
    options: PacketOptions = .default, model: CompiledModel = .plesk
  ) {
    let log = EventLog()
    var options = options
    options.engine = engine
    var parser = PacketParser(model: model, options: options) { log.append($0) }
    self.init(log, &parser, cut.pieces(of: packet.count)) { piece, parser throws(PacketError) in
      try parser.feed(packet.span.extracting(piece))
    }
  }

  public subscript<Value>(dynamicMember member: KeyPath<Outcome, Value>) -> Value {
    outcome[keyPath: member]
  }

  /// The first thing that the other run delivered differently; nil if there is none.
  package func difference(from other: EngineRun) -> String? {
    outcome.difference(from: other.outcome)
  }
}
