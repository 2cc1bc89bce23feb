import PleskPackets
import Synchronization

/// How far reading has come. Threads that read change the counts; the one that reports shows them.
final class ProgressCounts: Sendable {
  private let counts = Mutex(Counts())

  struct Counts {
    var bytes = 0
    /// Bytes of the inputs whose size is known beforehand.
    var bytesToCome = 0
    var results = 0
    var findings = 0
    var inputs = 0
    /// Inputs that have been found so far, and whether there may be more.
    var knownInputs = 0
    var knowsAllInputs = false

    /// The fraction that has been read, if it is known: by bytes for a single input, else by the
    /// number of inputs.
    var fraction: Double? {
      if !knowsAllInputs || knownInputs == 0 { return nil }
      if knownInputs > 1 { return min(1, Double(inputs) / Double(knownInputs)) }
      return bytesToCome > 0 ? min(1, Double(bytes) / Double(bytesToCome)) : nil
    }
  }

  var now: Counts { counts.withLock { $0 } }

  func change(_ body: (inout Counts) -> Void) { counts.withLock { body(&$0) } }

  /// Adds what has been read of a packet since an earlier summary.
  func add(_ summary: PacketSummary, since former: PacketSummary) {
    change {
      $0.bytes += summary.bytes - former.bytes
      $0.results += summary.results - former.results
      $0.findings += summary.findings - former.findings
    }
  }
}

extension PacketSummary {
  fileprivate var findings: Int { errors + warnings + infos }
}
