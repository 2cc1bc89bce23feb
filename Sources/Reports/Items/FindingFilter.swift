package import PleskPackets

/// Which findings of a packet people get to see: what `--quiet`, `--verbose` and `--max-findings` ask for.
package struct FindingFilter: Sendable {
  var isQuiet = false
  var isVerbose = false
  /// Findings shown per packet; 0 for all.
  var maximum = 0
  /// How many have been shown of this packet, and how many not because there are too many.
  private(set) var shown = 0
  private(set) var surplus = 0

  package init(isQuiet: Bool = false, isVerbose: Bool = false, maximum: Int = 0) {
    self.isQuiet = isQuiet
    self.isVerbose = isVerbose
    self.maximum = maximum
  }

  /// Starts the next packet.
  mutating func reset() {
    shown = 0
    surplus = 0
  }

  /// Whether the next finding is shown.
  package mutating func shows(_ finding: Finding) -> Bool {
    if isQuiet || (finding.severity == .info && !isVerbose) { return false }
    if maximum > 0, shown == maximum {
      surplus += 1
      return false
    }
    shown += 1
    return true
  }
}
