import Bytes
import PacketInputs
import PleskPackets
import Reports

/// Reads packets, each to its end, its fatal finding or an interruption, and reports what is found.
struct PacketReading: Sendable {
  var packetOptions: PacketOptions
  /// Whether both engines run side by side.
  var comparesEngines = false
  /// How results are written, if they are asked for.
  var resultWriter: ResultWriter?
  /// Whether to report what the results say about tasks.
  var talliesTasks = false
  /// Which findings get an excerpt; nil: none does.
  var excerpted: FindingFilter?
  /// How wide excerpts may be, if that is limited.
  var columns: Int?
  var progress: ProgressCounts?
  /// How a large file is shared among threads; nil: it is not.
  var sharing: FileSharing?

  /// How the reading of a packet ended.
  struct Outcome {
    /// nil if the packet has no verdict.
    var summary: PacketSummary?
    /// The fatal finding, if there was one.
    var fatal: PacketError?
    /// What a request asks for.
    var asked = RequestedTasks()
  }

  /// Reads one packet.
  ///
  /// - Parameters:
  ///   - report: Takes each item.
  ///   - shouldContinue: Called when the bytes in memory have been read, with whether the next ones
  ///     may take a while to arrive; returns whether to continue.
  func read(
    _ source: any ByteSource, _ name: PacketName, report: (ReportItem) -> Void,
    shouldContinue: (_ mayWait: Bool) -> Bool
  ) -> Outcome {
    let gathered = Gathered(tally: talliesTasks ? TaskTally() : nil)
    var consumer = consumer(of: name, gathered)
    let shared = sharedFile(source, name, gathered)
    progress?.change { $0.bytesToCome += source.size ?? 0 }
    var counted = consumer.parser.summary
    var filter = excerpted
    var failure: String?
    var fatal: PacketError?
    var isOpen = true
    report(.begin(name))
    while isOpen, shouldContinue(source.mayWait) {
      do throws(FeedingError<PacketError>) {
        let count =
          if let shared { try shared.feed(&consumer.parser) } else { try source.feed(&consumer) }
        if count == 0 {
          isOpen = false
          try finish(&consumer)
          gathered.tally?.isWhole = true
        }
      } catch {
        isOpen = false
        switch error {
        case .consumer(let error):
          consumer.comparison?.finish(consumer.parser.summary, error)
          if error.code == .packet { fatal = error } else { failure = error.message }
        case .input(let error): failure = error.reason
        }
      }
      if let progress {
        let summary = consumer.parser.summary
        progress.add(summary, since: counted)
        counted = summary
      }
      if let difference = consumer.comparison?.difference {
        report(.difference(name, difference))
        return Outcome(fatal: fatal)
      }
      if !gathered.lines.isEmpty {
        report(.results(gathered.lines))
        gathered.lines.removeAll(keepingCapacity: true)
      }
      if !gathered.findings.isEmpty {
        let excerpts = ExcerptSource(encoding: consumer.parser.encoding, columns: columns)
        for finding in gathered.findings {
          let isWanted = filter?.shows(finding) ?? false
          report(
            source.item(
              finding, isWanted ? excerpts.excerpt(of: finding, source, consumer.parser) : nil))
        }
        gathered.findings.removeAll(keepingCapacity: true)
      }
    }
    if let failure {
      report(.failure(name, "cannot be read: \(failure)"))
      return Outcome(fatal: fatal)
    }
    if let tally = gathered.tally { report(.tasks(tally)) }
    let (summary, lane) = (consumer.parser.summary, consumer.laneStatistics)
    report(isOpen ? .interrupted(summary, lane) : .packet(summary, lane))
    return Outcome(summary: isOpen ? nil : summary, fatal: fatal, asked: gathered.asked)
  }

  /// The parser of a packet, and what it is compared with.
  private func consumer(of name: PacketName, _ gathered: Gathered) -> ComparedParser {
    let writer = resultWriter
    let tallies = talliesTasks
    let note = { (event: PacketEvent) in
      switch event {
      case .result(let result):
        writer?.write(result, name, into: &gathered.lines)
        if tallies { gathered.tally?.add(result) }
      case .finding(let finding): gathered.findings.append(finding)
      case .request(let request): gathered.asked.add(request)
      case .systemFailure: break
      }
    }
    guard comparesEngines else {
      return ComparedParser(
        parser: PacketParser(options: packetOptions, onEvent: note), comparison: nil)
    }
    let comparison = EngineComparison(options: packetOptions)
    let parser = PacketParser(options: packetOptions) {
      comparison.note($0)
      note($0)
    }
    return ComparedParser(parser: parser, comparison: comparison)
  }

  /// The file that threads read ahead; nil if it should not be shared.
  private func sharedFile(
    _ source: any ByteSource, _ name: PacketName, _ gathered: Gathered
  ) -> SharedFile? {
    guard let sharing, let file = source as? FileSource else { return nil }
    return SharedFile(file, sharing, name, resultWriter) { found, batch, firstResult in
      found.appendLines(of: batch, numberedFrom: firstResult, to: &gathered.lines)
    }
  }

  private func finish(_ consumer: inout ComparedParser) throws(FeedingError<PacketError>) {
    do { try consumer.finish() } catch { throw .consumer(error) }
  }

  /// What the parser has delivered since the last report.
  private final class Gathered {
    var lines: [UInt8] = []
    var findings: [Finding] = []
    var asked = RequestedTasks()
    var tally: TaskTally?

    init(tally: TaskTally?) {
      self.tally = tally
    }
  }
}

extension ByteSource {
  /// A finding, with its location in the file.
  fileprivate func item(_ finding: Finding, _ excerpt: Excerpt?) -> ReportItem {
    guard let outer = outerPlace(of: finding.location) else { return .finding(finding, excerpt) }
    var moved = finding
    moved.location = outer.location
    return outer.showsInner
      ? .findingInBody(moved, excerpt, finding.location) : .finding(moved, excerpt)
  }
}
