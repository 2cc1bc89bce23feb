import PleskPackets

/// One packet through one engine, piece by piece.
struct EngineRun {
  let events: [Outcome.Event]
  let summary: PacketSummary
  let error: PacketError?
  /// How many events had come after each piece, and at last after the end.
  let arrivals: [Int]
  /// How much of the packet the lane took.
  let lane: LaneStatistics

  init(
    _ engine: PacketOptions.Engine, _ packet: [UInt8], pieces: [Range<Int>],
    options: PacketOptions = .default
  ) {
    let log = EventLog()
    var options = options
    options.engine = engine
    var parser = PacketParser(options: options) { log.append($0) }
    var arrivals: [Int] = []
    var failure: PacketError?
    do throws(PacketError) {
      for piece in pieces {
        try parser.feed(packet.span.extracting(piece))
        arrivals.append(log.events.count)
      }
      _ = try parser.finish()
    } catch {
      failure = error
    }
    arrivals.append(log.events.count)
    self.init(log, parser.summary, failure, arrivals, parser.laneStatistics)
  }

  init(
    _ engine: PacketOptions.Engine, _ packet: [UInt8], cut: Cut = .whole,
    options: PacketOptions = .default
  ) {
    self.init(engine, packet, pieces: cut.pieces(of: packet.count), options: options)
  }

  init(
    _ log: EventLog, _ summary: PacketSummary, _ error: PacketError?, _ arrivals: [Int],
    _ lane: LaneStatistics
  ) {
    events = log.events
    var summary = summary
    // How much was taken in before the fatal place depends on the cut, and nobody is told.
    if error != nil { summary.bytes = 0 }
    self.summary = summary
    self.error = error
    self.arrivals = arrivals
    self.lane = lane
  }

  /// Whether the other run delivered the same events and ended in the same way.
  func says(sameAs other: EngineRun) -> Bool {
    events == other.events && summary == other.summary && error == other.error
  }

  /// The first thing that the other run says otherwise; nil if there is none.
  func difference(from other: EngineRun) -> String? {
    if says(sameAs: other) { return nil }
    for (number, pair) in zip(events, other.events).enumerated() where pair.0 != pair.1 {
      return "event \(number + 1) is \(text(pair.0)) and not \(text(pair.1))"
    }
    if events.count > other.events.count {
      return
        "event \(other.events.count + 1) is \(text(events[other.events.count])) and not the end"
    }
    if events.count < other.events.count {
      return "the events end before \(text(other.events[events.count]))"
    }
    if error != other.error {
      return "the error is \(text(error)) and not \(text(other.error))"
    }
    return "the summary is \(summary) and not \(other.summary)"
  }

  private func text(_ event: Outcome.Event) -> String {
    guard case .finding(let finding) = event else { return "\(event)" }
    let place = finding.location
    return "\(finding.rule.id) at \(place.line):\(place.column), byte \(place.byteOffset), "
      + "\(finding.path): \(finding.message)"
  }

  private func text(_ error: PacketError?) -> String {
    error.map { "\($0) at \($0.path)" } ?? "none"
  }

  var results: [DownloadResult] {
    events.compactMap { if case .result(let result) = $0 { result } else { nil } }
  }
  var findings: [Finding] {
    events.compactMap { if case .finding(let finding) = $0 { finding } else { nil } }
  }
  /// The ids of the rules that were broken, in the order in which they were reported.
  var ruleIDs: [String] { findings.map(\.rule.id) }
}

/// Where the lane does not do as Expat does.
///
/// - Parameter expat: What Expat made of the packet in one piece.
/// - Returns: The first difference, with the cut; nil if there is none.
func laneDifference(
  _ packet: [UInt8], from expat: EngineRun, cuts: [Cut], options: PacketOptions = .default
) -> String? {
  for cut in cuts {
    let lane = EngineRun(.auto, packet, cut: cut, options: options)
    guard let difference = lane.difference(from: expat) else { continue }
    let sameCut = EngineRun(.expat, packet, cut: cut, options: options)
    let culprit = sameCut.says(sameAs: expat) ? "lane" : "Expat too, cut like this"
    return "\(culprit), \(cut): \(difference)"
  }
  // More pieces than there can be threads, so that they begin anywhere.
  for (size, overlap) in [(97, 400), (310, 64), (1009, 4096)] {
    let scouted = ScoutedRun(packet, size: size, overlap: overlap, options: options)
    guard let difference = scouted.run.difference(from: expat) else { continue }
    return "read ahead in pieces of \(size) and \(overlap) more: \(difference)"
  }
  return nil
}

/// Where the lane's events do not come with the same pieces as Expat's; nil if they do.
func laneDelay(_ packet: [UInt8], cut: Cut, options: PacketOptions = .default) -> String? {
  let lane = EngineRun(.auto, packet, cut: cut, options: options)
  let expat = EngineRun(.expat, packet, cut: cut, options: options)
  if let difference = lane.difference(from: expat) { return "\(cut): \(difference)" }
  if lane.arrivals == expat.arrivals { return nil }
  let pieces = cut.pieces(of: packet.count)
  for (number, counts) in zip(lane.arrivals, expat.arrivals).enumerated()
  where counts.0 != counts.1 {
    let end = number < pieces.count ? pieces[number].upperBound : packet.count
    let before = String(decoding: packet[..<end].suffix(60), as: UTF8.self)
    return "\(cut): \(counts.0) events and not \(counts.1) after \(end) bytes, “…\(before)”"
  }
  return
    "\(cut): the error comes after \(lane.arrivals.count) calls and not \(expat.arrivals.count)"
}
