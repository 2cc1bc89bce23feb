package import PleskPackets

/// Which findings of a packet are shown to people, by `--quiet`, `--verbose` and `--max-findings`.
package struct FindingFilter: Sendable {
  var isQuiet = false
  var isVerbose = false
  /// Findings shown per packet; 0 for all.
  var maximum = 0
  /// How many findings of this packet have been shown, and how many have not because of the
  /// maximum.
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
