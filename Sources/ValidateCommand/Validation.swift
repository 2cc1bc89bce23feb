import PacketInputs
import Platform
import PleskPackets
import Reports

/// One call of the command: inputs in, reports and an exit status out.
struct Validation {
  let options: RunOptions
  let output: OutputFile

  /// Reads every input, continues after what cannot be read, and prints the summary.
  ///
  /// - Returns: The exit status.
  func run() -> Int32 {
    let reporter = Reporter(options.reporterConfiguration, output: output)
    if let path = options.configuration {
      reporter.take(.detail(PacketName(path), "options are read from this file"))
    }
    let request = options.request.flatMap {
      RequestReading.read(
        $0, options.inputReading, limits: options.packetOptions.limits, report: reporter.take)
    }
    if Interruption.hasHappened {
      output.close(isComplete: false)
      return ExitStatus.interrupted
    }
    let progress = reporter.progress?.counts
    var packets = options.packetReading
    packets.packetOptions.request = request
    packets.progress = progress
    let inputs = options.inputPaths
    let areMany = inputs.areMany(options.paths)
    if areMany { packets.sharing = nil }
    let reader = InputReader(inputs: options.inputReading, packets: packets, progress: progress)
    if areMany, options.threads > 1 {
      JobQueue(reader: reader, jobs: options.threads).readAll(inputs, options.paths, reporter)
    } else {
      progress?.change { $0.knowsAllInputs = !areMany }
      inputs.forEach(options.paths) { input in
        progress?.change { $0.knownInputs += 1 }
        reader.read(input, to: reporter)
        return reporter.shouldContinue
      } willWait: {
        reporter.settle(mayWait: true)
      }
    }
    return reporter.finish()
  }
}
