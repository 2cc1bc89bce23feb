import Platform
import ExpatSAX
import PleskPackets

/// Takes what the readings tell, in the order of the inputs: puts it into words, counts it, and knows the exit status.
final class Reporter {
  private let options: RunOptions
  /// Where results go.
  private let output: OutputFile
  /// Where findings go: standard output, or standard error if results have that.
  private let report: OutputFile
  private let messages: OutputFile
  private let renderer: any Renderer
  let progress: ProgressBar?
  private var totals = Totals()
  private var enginesDiffer = false
  private let start = ContinuousClock.now
  private var lastFlush = ContinuousClock.now

  /// How long what has been written may wait while inputs are read that need no waiting for.
  private static var longestWait: Duration { .milliseconds(50) }

  init(options: RunOptions, output: OutputFile) {
    self.options = options
    self.output = output
    messages = .standardError(besides: output)
    report = options.results ? messages : output
    progress = ProgressBar(options.progress, isQuiet: options.quiet)
    if let progress {
      output.bar = progress
      messages.bar = progress
    }
    renderer = options.renderer(forTerminal: report.isTerminal)
    if let writer = options.resultWriter { output.write { writer.start(into: &$0) } }
    report.write { renderer.start(into: &$0) }
  }

  /// Whether there is a point in reading on.
  var goesOn: Bool { !Interruption.hasHappened && !output.hasFailed && !enginesDiffer }

  /// Takes the next item.
  func take(_ item: ReportItem) {
    switch item {
    case .begin(let name): renderer.begin(name)
    case .finding(let finding, let excerpt):
      report.write { renderer.finding(finding, excerpt, into: &$0) }
    case .findingInBody(let finding, let excerpt, let place):
      report.write { renderer.finding(finding, excerpt, inBody: place, into: &$0) }
    case .results(let lines): output.write { $0.append(contentsOf: lines) }
    case .tasks(let tally): renderer.tasks(tally)
    case .asked: break
    case .packet(let summary, let lane):
      totals.add(summary, lane, isComplete: true)
      report.write { renderer.packet(summary, into: &$0) }
    case .interrupted(let summary, let lane):
      totals.add(summary, lane, isComplete: false)
      report.write { renderer.interrupted(after: summary.bytes, into: &$0) }
    case .failure(let name, let message): fail(name, message)
    case .difference(let name, let message):
      enginesDiffer = true
      fail(name, message)
    case .note(let name, let text): say("\(visibleName(name.shown)): \(text)")
    case .passedOver(let text): if options.verbose { say(text) }
    }
  }

  /// Writes what has gathered: at once if the input may keep us waiting, else now and then.
  func settle(mayWait: Bool) {
    if mayWait || lastFlush.duration(to: .now) > Self.longestWait { flush() }
    progress?.draw()
  }

  /// Tells the summary.
  ///
  /// - Returns: The exit status.
  func finish() -> Int32 {
    progress?.erase()
    report.write { renderer.summary(totals, into: &$0) }
    report.write { renderer.end(exitStatus, into: &$0) }
    flush()
    if options.stats {
      messages.write(totals.statistics(since: start))
      flush()
    }
    output.close(isComplete: !Interruption.hasHappened)
    return exitStatus
  }

  /// What the exit status says of all inputs together.
  private var exitStatus: Int32 {
    if enginesDiffer { return ExitStatus.enginesDiffer }
    if Interruption.hasHappened { return ExitStatus.interrupted }
    if totals.failures > 0 || output.hasFailed || report.hasFailed || messages.hasFailed {
      return ExitStatus.inputOutput
    }
    if totals.invalid > 0 || (options.strict && totals.warnings > 0) { return ExitStatus.invalid }
    return ExitStatus.valid
  }

  private func fail(_ name: PacketName, _ message: String) {
    totals.failures += 1
    if renderer.tellsFailures {
      report.write { renderer.failure(name, message, into: &$0) }
    } else {
      tell { renderer.failure(name, message, into: &$0) }
    }
  }

  private func say(_ text: String) {
    tell { $0.append("validate: \(visible(text))\n") }
  }

  /// Writes to standard error, after what has been written before.
  private func tell(_ body: (inout [UInt8]) -> Void) {
    flush()
    messages.write(body)
    messages.flush()
  }

  private func flush() {
    output.flush()
    report.flush()
    messages.flush()
    lastFlush = .now
  }
}
