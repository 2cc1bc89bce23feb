import Platform
import PleskPackets

/// One call of the command: inputs in, reports and an exit status out.
struct Run {
  let options: RunOptions
  let output: OutputFile

  /// Reads every input, goes on after what cannot be read, and prints the summary.
  ///
  /// - Returns: The exit status.
  func validateAll() -> Int32 {
    let reporter = Reporter(options: options, output: output)
    if let path = options.configuration {
      reporter.take(.passedOver("\(visibleName(path)): options are taken from here"))
    }
    let request = options.request.flatMap {
      RequestReading.read($0, options, tell: reporter.take)
    }
    if Interruption.hasHappened {
      output.close(isComplete: false)
      return ExitStatus.interrupted
    }
    let progress = reporter.progress?.counts
    var packets = PacketReading(options: options, request: request)
    packets.progress = progress
    let inputs = options.inputPaths
    let areMany = inputs.areMany(options.paths)
    if areMany { packets.sharing = nil }
    let reading = InputReading(
      packets: packets, progress: progress, decompressionLimits: options.decompressionLimits,
      isConcatenated: options.concatenated)
    if areMany, options.threads > 1 {
      JobQueue(reading: reading, jobs: options.threads).readAll(inputs, options.paths, reporter)
    } else {
      progress?.change { $0.knowsAllInputs = !areMany }
      inputs.forEach(options.paths) { input in
        progress?.change { $0.knownInputs += 1 }
        reading.read(input, to: reporter)
        return reporter.goesOn
      } willWait: {
        reporter.settle(mayWait: true)
      }
    }
    return reporter.finish()
  }
}
