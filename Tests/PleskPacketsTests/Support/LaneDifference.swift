import PleskPackets
import TestSupport

/// Where the lane differs from Expat.
///
/// - Parameter expat: The outcome of Expat for the packet in one piece.
/// - Returns: The first difference, with the cut; nil if there is none.
func laneDifference(
  _ packet: [UInt8], from expat: EngineRun, cuts: [Cut], options: PacketOptions = .default
) -> String? {
  for cut in cuts {
    let lane = EngineRun(.auto, packet, cut: cut, options: options)
    guard let difference = lane.difference(from: expat) else { continue }
    let sameCut = EngineRun(.expat, packet, cut: cut, options: options)
    let culprit = sameCut.outcome == expat.outcome ? "lane" : "Expat too, cut like this"
    return "\(culprit), \(cut): \(difference)"
  }
  // More pieces than there can be threads, so that they start anywhere.
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
