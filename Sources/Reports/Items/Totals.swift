package import PleskPackets

/// Counts over all inputs.
package struct Totals {
  var valid = 0
  package var invalid = 0
  /// Inputs that were not read to their end, because the user interrupted.
  var interrupted = 0
  /// Inputs that could not be read.
  package var failures = 0
  var results = 0
  var errors = 0
  package var warnings = 0
  var infos = 0
  var bytes = 0
  /// How much of this the express lane took.
  var lane = LaneStatistics()

  package init(
    valid: Int = 0, invalid: Int = 0, interrupted: Int = 0, failures: Int = 0, results: Int = 0,
    errors: Int = 0, warnings: Int = 0, infos: Int = 0
  ) {
    self.valid = valid
    self.invalid = invalid
    self.interrupted = interrupted
    self.failures = failures
    self.results = results
    self.errors = errors
    self.warnings = warnings
    self.infos = infos
  }

  var packets: Int { valid + invalid }

  package mutating func add(_ summary: PacketSummary, _ lane: LaneStatistics, isComplete: Bool) {
    if !isComplete {
      interrupted += 1
    } else if summary.verdict == .valid {
      valid += 1
    } else {
      invalid += 1
    }
    results += summary.results
    errors += summary.errors
    warnings += summary.warnings
    infos += summary.infos
    bytes += summary.bytes
    self.lane.results += lane.results
    self.lane.bytes += lane.bytes
  }

  /// The summary in one sentence.
  var sentence: String {
    var parts = ["\(counted(packets, "packet")): \(valid) valid, \(invalid) invalid"]
    if interrupted > 0 { parts[0] += ", \(interrupted) interrupted" }
    if failures > 0 { parts[0] += ", \(failures) unreadable" }
    parts.append(counted(results, "result"))
    parts.append(
      "\(counted(errors, "error")), \(counted(warnings, "warning")), \(counted(infos, "info"))")
    return parts.joined(separator: "; ")
  }

  /// The text of `--stats`.
  ///
  /// - Parameter expat: The version of Expat.
  package func statistics(since start: ContinuousClock.Instant, expat: String) -> String {
    let elapsed = start.duration(to: .now)
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let megabytes = seconds > 0 ? Double(bytes) / seconds / 1e6 : 0
    return """
      packets   \(packets) (\(valid) valid, \(invalid) invalid), \(failures) unreadable
      results   \(results)
      findings  \(errors + warnings + infos) (errors \(errors), warnings \(warnings), infos \(infos))
      bytes     \(bytes)
      seconds   \(rounded(seconds, 3)) (\(rounded(megabytes, 1)) MB/s)
      lane      \(lane.results) results, \(lane.bytes) bytes (express lane)
      expat     \(results - lane.results) results, \(bytes - lane.bytes) bytes (\(expat))

      """
  }

  private func rounded(_ value: Double, _ places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    return "\((value * scale).rounded() / scale)"
  }
}

/// A number with what it counts.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
