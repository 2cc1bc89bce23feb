import PleskPackets

/// A run did not do what its benchmark says.
struct WrongOutcome: Error, CustomStringConvertible {
  let description: String

  static func check(_ condition: Bool, _ description: @autoclosure () -> String) throws {
    if !condition { throw WrongOutcome(description: description()) }
  }

  /// Checks that a whole packet was read, and found to be valid.
  static func check(_ summary: PacketSummary) throws {
    try check(
      summary.verdict == .valid && summary.results > 0,
      "\(summary.verdict), \(summary.results) results")
  }
}

extension PacketSummary {
  var megabytes: Double { Double(bytes) / 1e6 }
}
