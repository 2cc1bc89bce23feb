import PacketInputs
import Reports

/// Reads inputs, and the packets in them.
struct InputReader: Sendable {
  let inputs: InputReading
  let packets: PacketReading
  var progress: ProgressCounts?

  /// Reads one input to its end.
  ///
  /// - Parameters:
  ///   - report: Takes each item.
  ///   - shouldContinue: Called when the bytes in memory have been read, with whether the next ones
  ///     may take a while to arrive; returns whether to continue.
  func read(
    _ input: Input, report: @escaping (ReportItem) -> Void,
    shouldContinue: @escaping (_ mayWait: Bool) -> Bool
  ) {
    inputs.read(
      input,
      with: PacketDocumentReader(packets, report: report, shouldContinue: shouldContinue))
    progress?.change { $0.inputs += 1 }
  }

  /// Reads one input to its end, and passes what is found to the reporter at once.
  func read(_ input: Input, to reporter: Reporter) {
    read(input, report: reporter.take) { mayWait in
      reporter.settle(mayWait: mayWait)
      return reporter.shouldContinue
    }
    reporter.settle(mayWait: input.mayWait)
  }
}
