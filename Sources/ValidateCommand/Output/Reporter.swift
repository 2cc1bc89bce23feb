import ExpatSAX
import Platform
import PleskPackets
import Reports

/// The options that the reporter needs.
struct ReporterConfiguration {
  var report: ReportConfiguration
  var progress = ProgressChoice.auto
  var isQuiet = false
  var isVerbose = false
  /// Whether a warning makes the exit status 1.
  var isStrict = false
  var showsStatistics = false
}

/// Takes items in the order of the inputs, has them put into words, writes the words where they
/// belong, and determines the exit status.
final class Reporter {
  private let configuration: ReporterConfiguration
  private let report: Report
  /// Where results go.
  private let output: OutputFile
  /// Where findings go: the output, or standard error if results go there.
  private let findings: OutputFile
  private let messages: OutputFile
  let progress: ProgressBar?
  private var totals = Totals()
  private var enginesDiffer = false
  private let start = ContinuousClock.now
  private var lastFlush = ContinuousClock.now

  /// How long the buffers may wait while the inputs do not.
  private static var longestWait: Duration { .milliseconds(50) }

  init(_ configuration: ReporterConfiguration, output: OutputFile) {
    self.configuration = configuration
    self.output = output
    messages = .standardError(with: output)
    findings = configuration.report.results == nil ? output : messages
    progress = ProgressBar(configuration.progress, isQuiet: configuration.isQuiet)
    report = Report(
      configuration.report, isTerminal: findings.isTerminal, environment: environmentVariable)
    if let progress {
      output.bar = progress
      messages.bar = progress
    }
    output.write { report.start(.results, into: &$0) }
    findings.write { report.start(.findings, into: &$0) }
  }

  /// Whether reading should continue.
  var shouldContinue: Bool { !Interruption.hasHappened && !output.hasFailed && !enginesDiffer }

  /// Takes the next item.
  func take(_ item: ReportItem) {
    switch item {
    case .packet(let summary, let lane): totals.add(summary, lane, isComplete: true)
    case .interrupted(let summary, let lane): totals.add(summary, lane, isComplete: false)
    case .failure: totals.failures += 1
    case .difference:
      enginesDiffer = true
      totals.failures += 1
    case .detail: if !configuration.isVerbose { return }
    default: break
    }
    switch report.channel(for: item) {
    case .results: output.write { report.write(item, into: &$0) }
    case .findings: findings.write { report.write(item, into: &$0) }
    case .messages:
      // Messages come after everything written before, wherever that went.
      flush()
      messages.write { report.write(item, into: &$0) }
      messages.flush()
    }
  }

  /// Writes the buffers: at once if the input may keep us waiting, else now and then.
  func settle(mayWait: Bool) {
    if mayWait || lastFlush.duration(to: .now) > Self.longestWait { flush() }
    progress?.draw()
  }

  /// Writes the summary.
  ///
  /// - Returns: The exit status.
  func finish() -> Int32 {
    progress?.erase()
    findings.write {
      let status = exitStatus
      report.end(
        totals, exitStatus: status,
        isComplete: status == ExitStatus.valid || status == ExitStatus.invalid, into: &$0)
    }
    flush()
    if configuration.showsStatistics {
      messages.write(totals.statistics(since: start, expat: expatVersion))
      flush()
    }
    output.close(isComplete: !Interruption.hasHappened)
    return exitStatus
  }

  /// The exit status for all inputs together.
  private var exitStatus: Int32 {
    if enginesDiffer { return ExitStatus.enginesDiffer }
    if Interruption.hasHappened { return ExitStatus.interrupted }
    if totals.failures > 0 || output.hasFailed || findings.hasFailed || messages.hasFailed {
      return ExitStatus.inputOutput
    }
    let fails = totals.invalid > 0 || (configuration.isStrict && totals.warnings > 0)
    return fails ? ExitStatus.invalid : ExitStatus.valid
  }

  private func flush() {
    output.flush()
    findings.flush()
    messages.flush()
    lastFlush = .now
  }
}
