package import PleskPackets

/// Something to report, between where an input is read and where it is put into words.
package enum ReportItem: Sendable {
  /// The items that follow belong to this packet, up to `packet`, `interrupted`, `failure` or
  /// `difference`.
  case begin(PacketName)
  case finding(Finding, Excerpt?)
  /// A finding whose location is in the file, and its location in the body that the file holds.
  case findingInBody(Finding, Excerpt?, Location)
  /// Results, already in words: whole lines of a `ResultWriter`.
  case results([UInt8])
  /// What the results of the packet say about tasks, if the format shows tasks.
  case tasks(TaskTally)
  /// The packet has been read to its end or to its fatal finding.
  case packet(PacketSummary, LaneStatistics)
  /// The user interrupted, or the output cannot be written: the packet has no verdict.
  case interrupted(PacketSummary, LaneStatistics)
  /// Something could not be read, and why.
  case failure(PacketName, String)
  /// `--engine both`: the engines differ, and where.
  case difference(PacketName, String)
  /// A note for people about a packet or a file.
  case note(PacketName, String)
  /// A note for those who asked for more, for example about what was skipped.
  case detail(PacketName, String)
}

extension ReportItem {
  /// Roughly how many bytes of memory it takes.
  package var size: Int {
    switch self {
    case .results(let lines): lines.count
    case .tasks(let tally): 256 + 128 * tally.tasks.count
    case .finding(let finding, let excerpt), .findingInBody(let finding, let excerpt, _):
      256 + finding.message.utf8.count + (excerpt?.text.utf8.count ?? 0)
    default: 256
    }
  }
}
