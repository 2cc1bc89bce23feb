import ExpatSAX
import PleskPackets

/// One call of the command: inputs in, reports and an exit status out.
final class Run {
  private let options: RunOptions
  /// Where results go.
  private let output: OutputFile
  /// Where findings go: standard output, or standard error if results have that.
  private let report: OutputFile
  private let messages = OutputFile.standardError
  private let renderer: any Renderer
  private var totals = Totals()
  private var enginesDiffer = false
  private let start = ContinuousClock.now

  init(options: RunOptions, output: OutputFile) {
    self.options = options
    self.output = output
    report = options.results ? messages : output
    renderer =
      switch options.format {
      case .json: JSONRenderer()
      case .text:
        TextRenderer(
          style: TextStyle(choice: options.color, isTerminal: isTerminal(options.results ? 2 : 1)),
          isQuiet: options.quiet, isVerbose: options.verbose, maximum: options.maxFindings)
      }
  }

  /// Reads every input, goes on after what cannot be read, and prints the summary.
  ///
  /// - Returns: The exit status.
  func validateAll() -> Int32 {
    var packetOptions = options.packetOptions
    if let path = options.request {
      packetOptions.request = readRequest(path, packetOptions.limits)
    }

    if Interruption.hasHappened { return ExitStatus.interrupted }
    let inputs = InputPaths { [self] in if options.verbose { say($0) } }
    inputs.forEach(options.paths) { input in
      switch input {
      case .file(let path):
        do throws(SAXError) {
          validate(try InputFile(path: path), path, path, packetOptions)
        } catch {
          fail(path, "cannot be read: \(error.message)")
        }
      case .standardInput:
        validate(InputFile(borrowing: 0), "-", "<stdin>", packetOptions)
      case .unreadable(let path, let reason):
        fail(path, reason)
      }
      return !Interruption.hasHappened && !output.hasFailed && !enginesDiffer
    }
    report.write { renderer.summary(totals, into: &$0) }
    if options.stats { messages.write(totals.statistics(since: start)) }
    flush()
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

  /// Reads one packet to its end or its fatal finding.
  private func validate(
    _ file: borrowing InputFile, _ path: String, _ shownPath: String, _ packetOptions: PacketOptions
  ) {
    var findings: [Finding] = []
    let comparison = options.engine == .both ? EngineComparison(options: packetOptions) : nil
    let keepFinding = { (event: PacketEvent) in
      if case .finding(let finding) = event { findings.append(finding) }
    }
    let writeResult = { [output] (event: PacketEvent) in
      if case .result(let result) = event {
        output.write { writeResultLine(result, path, into: &$0) }
      } else {
        keepFinding(event)
      }
    }
    let deliver = options.results ? writeResult : keepFinding
    var parser =
      if let comparison {
        PacketParser(options: packetOptions) {
          comparison.note($0)
          deliver($0)
        }
      } else {
        PacketParser(options: packetOptions, onEvent: deliver)
      }
    renderer.begin(file: path, shownAs: shownPath)

    var failure: PacketError?
    var isOpen = true
    while isOpen, !Interruption.hasHappened, !output.hasFailed {
      do throws(PacketError) {
        let count =
          if let comparison {
            try comparison.feed(&parser, reading: file.descriptor)
          } else {
            try parser.feed(reading: file.descriptor)
          }
        if count == 0 {
          isOpen = false
          let summary = try parser.finish()
          comparison?.finish(summary, nil)
        }
      } catch {
        isOpen = false
        comparison?.finish(parser.summary, error)
        if error.code != .packet { failure = error }
      }
      if let difference = comparison?.difference {
        fail(path, difference)
        enginesDiffer = true
        return
      }
      if !findings.isEmpty {
        let excerpts = ExcerptSource(encoding: parser.encoding)
        for finding in findings {
          report.write { buffer in
            renderer.finding(finding, into: &buffer) {
              excerpts.excerpt(at: finding.location, file, parser)
            }
          }
        }
        findings.removeAll(keepingCapacity: true)
      }
      flush()
    }
    if let failure {
      fail(path, "cannot be read: \(failure.message)")
    } else {
      let summary = parser.summary
      // Interrupted, or with nowhere left to write: what has been read of the packet has no verdict.
      totals.add(summary, isComplete: !isOpen)
      totals.add(comparison?.laneStatistics ?? parser.laneStatistics)
      report.write {
        if isOpen {
          renderer.interrupted(after: summary.bytes, into: &$0)
        } else {
          renderer.packet(summary, into: &$0)
        }
      }
    }
    flush()
  }

  /// What a request packet asks for; nil, and a word on standard error, if it cannot be used.
  private func readRequest(_ path: String, _ limits: Limits) -> DownloadStatusRequest? {
    var ids: [Int64] = []
    var hasOperation = false
    var asksForAll = false
    do {
      let file = path == "-" ? InputFile(borrowing: 0) : try InputFile(path: path)
      var parser = PacketParser(options: PacketOptions(kind: .request, limits: limits)) { event in
        guard case .request(let request) = event else { return }
        hasOperation = true
        if case .tasks(let more) = request.selection { ids += more } else { asksForAll = true }
      }
      while try parser.feed(reading: file.descriptor) != 0 {
        if Interruption.hasHappened { return nil }
      }
      let summary = try parser.finish()
      if summary.verdict == .invalid {
        say("\(path): the request is invalid, so the rules exchange/… are not applied")
      } else if hasOperation {
        return DownloadStatusRequest(asksForAll ? .all : .tasks(ids))
      } else {
        say(
          "\(path): no get-download-status in the request, so the rules exchange/… are not applied")
      }
    } catch let error as PacketError where error.code == .packet {
      say("\(path): the request is invalid, so the rules exchange/… are not applied (\(error))")
    } catch let error as PacketError {
      fail(path, "cannot be read: \(error.message)")
    } catch {
      fail(path, "cannot be read: \((error as? SAXError)?.message ?? "\(error)")")
    }
    return nil
  }

  /// Reports an input that cannot be read.
  private func fail(_ path: String, _ message: String) {
    totals.failures += 1
    if options.format == .json {
      report.write { renderer.failure(path, message, into: &$0) }
    } else {
      messages.write { renderer.failure(path, message, into: &$0) }
    }
    flush()
  }

  private func say(_ text: String) {
    messages.write("validate: \(visible(text))\n")
    messages.flush()
  }

  private func flush() {
    output.flush()
    report.flush()
    messages.flush()
  }
}
