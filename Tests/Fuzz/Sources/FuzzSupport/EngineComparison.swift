import PleskPackets

/// The express lane against Expat: the outcome must not depend on the engine, or on how the packet
/// is cut.
public enum EngineComparison {
  /// Up to this many bytes, no token is long enough for a parser to wait for more of it, and events
  /// must come with the same piece.
  private static var promptSize: Int { 4 * 1024 }

  /// How many bytes `StreamParser` may hold back of a word in UTF-16 after the packet. An error in
  /// them may come with the next piece.
  private static var longestHeld: Int { 134 }

  /// Reads a packet with both engines, and ends the process if there is any difference.
  public static func check(_ packet: [UInt8], _ plan: Plan) {
    _ = outcome(of: packet, plan)
  }

  /// The same, and returns the outcome.
  static func outcome(of packet: [UInt8], _ plan: Plan) -> PlannedRun {
    let auto = PlannedRun(.auto, of: packet, plan)
    let expat = PlannedRun(.expat, of: packet, plan)
    LaneUse.count(auto.run.lane)
    compare(auto, expat, packet, plan)
    compareWithWhole(expat, packet, plan)
    return auto
  }

  private static func compare(
    _ auto: PlannedRun, _ expat: PlannedRun, _ packet: [UInt8], _ plan: Plan
  ) {
    var differences = Differences()
    differences.note("events", auto.events, expat.events)
    differences.note("error", auto.error, expat.error)
    differences.note("summary", auto.summary, expat.summary)
    differences.note("calls after the end", auto.afterwards, expat.afterwards)
    if packet.count <= promptSize {
      let pieces = min(auto.progress.count, expat.progress.count)
      differences.note(
        "progress after each piece", Array(auto.progress.prefix(pieces)),
        Array(expat.progress.prefix(pieces)))
      let latest = (auto.error?.location.byteOffset ?? packet.count) + longestHeld
      differences.note(
        "bytes taken before the error", max(auto.accepted, latest), max(expat.accepted, latest))
    }
    differences.note("fault", auto.fault, nil)
    differences.note("fault of Expat alone", expat.fault, nil)
    differences.report(packet, plan, "auto", "expat")
  }

  private static func compareWithWhole(_ pieces: PlannedRun, _ packet: [UInt8], _ plan: Plan) {
    let whole = PlannedRun(.expat, of: packet, plan.inOnePiece)
    var differences = Differences()
    differences.note("events", pieces.events, whole.events)
    differences.note("error", pieces.error, whole.error)
    differences.note("summary", pieces.summary, whole.summary)
    differences.report(packet, plan, "expat in pieces", "in one")
  }
}
