import Platform
import ExpatSAX
import PleskPackets

/// How packets are read: each to its end, their fatal finding or an interruption, telling what is found on the way.
struct PacketReading: Sendable {
  var packetOptions: PacketOptions
  /// Runs both engines side by side.
  let comparesEngines: Bool
  /// How results are written, if they are asked for.
  let resultWriter: ResultWriter?
  /// Whether it is told what the results say of tasks.
  let talliesTasks: Bool
  /// Whether it is told what requests ask for.
  var tellsRequests = false
  /// Which findings get an excerpt; nil: none does.
  let excerpted: FindingFilter?
  /// Columns that excerpts have room in, if they are limited.
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
  ///   - tell: Takes each item.
  ///   - pause: Called when the bytes at hand have been read, with whether the next ones may take a while to come; returns
  ///     whether to go on.
  @discardableResult
  func read(
    _ source: any ByteSource, _ name: PacketName, tell: (ReportItem) -> Void,
    pause: (_ mayWait: Bool) -> Bool
  ) -> Outcome {
    let gathered = Gathered(tally: talliesTasks ? TaskTally() : nil)
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
    let comparison = comparesEngines ? EngineComparison(options: packetOptions) : nil
    var parser =
      if let comparison {
        PacketParser(options: packetOptions) {
          comparison.note($0)
          note($0)
        }
      } else {
        PacketParser(options: packetOptions, onEvent: note)
      }
    let source = shared(source, name) { found, run, firstResult in
      found.appendLines(of: run, numberedFrom: firstResult, to: &gathered.lines)
    }
    progress?.change { $0.bytesToCome += source.size ?? 0 }
    var counted = parser.summary
    var filter = excerpted
    var failure: String?
    var fatal: PacketError?
    var isOpen = true
    tell(.begin(name))
    while isOpen, pause(source.mayWait) {
      do throws(ReadingError) {
        if try source.feed(&parser, comparison) == 0 {
          isOpen = false
          try finish(&parser, comparison)
          gathered.tally?.isWhole = true
        }
      } catch {
        isOpen = false
        switch error {
        case .packet(let error):
          comparison?.finish(parser.summary, error)
          if error.code == .packet { fatal = error } else { failure = error.message }
        case .input(let message): failure = message
        }
      }
      if let progress {
        let summary = parser.summary
        progress.add(summary, since: counted)
        counted = summary
      }
      if let difference = comparison?.difference {
        tell(.difference(name, difference))
        return Outcome(fatal: fatal)
      }
      if !gathered.lines.isEmpty {
        tell(.results(gathered.lines))
        gathered.lines.removeAll(keepingCapacity: true)
      }
      if !gathered.findings.isEmpty {
        let excerpts = ExcerptSource(encoding: parser.encoding, columns: columns)
        for finding in gathered.findings {
          let isWanted = filter?.shows(finding) ?? false
          tell(
            source.item(
              finding, isWanted ? excerpts.excerpt(of: finding, source, parser) : nil))
        }
        gathered.findings.removeAll(keepingCapacity: true)
      }
    }
    if let failure {
      tell(.failure(name, "cannot be read: \(failure)"))
      return Outcome(fatal: fatal)
    }
    if let tally = gathered.tally { tell(.tasks(tally)) }
    if tellsRequests, let request = gathered.asked.request { tell(.asked(request)) }
    let lane = comparison?.laneStatistics ?? parser.laneStatistics
    tell(isOpen ? .interrupted(parser.summary, lane) : .packet(parser.summary, lane))
    return Outcome(
      summary: isOpen ? nil : parser.summary, fatal: fatal, asked: gathered.asked)
  }

  /// The source, or if it is a file that may be shared, one by which it is.
  private func shared(
    _ source: any ByteSource, _ name: PacketName,
    onRun: @escaping (_ found: ScoutedResults, _ run: Int, _ firstResult: Int) -> Void
  ) -> any ByteSource {
    guard let sharing, let file = source as? FileSource else { return source }
    return SharedFileSource(file, sharing, name, resultWriter, onRun: onRun)
  }

  /// The same for packets of a kind, unless the user says of what kind they are, and for answers to what was asked for, if that is
  /// known.
  func reading(_ kind: PacketKind, answering asked: DownloadStatusRequest?) -> PacketReading {
    var reading = self
    reading.packetOptions.kind = packetOptions.kind ?? kind
    reading.packetOptions.request = asked ?? packetOptions.request
    return reading
  }

  private func finish(
    _ parser: inout PacketParser, _ comparison: EngineComparison?
  ) throws(ReadingError) {
    do {
      let summary = try parser.finish()
      comparison?.finish(summary, nil)
    } catch {
      throw .packet(error)
    }
  }

  /// What the parser has delivered since it was fed last.
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
  /// A finding, with its place in the file.
  fileprivate func item(_ finding: Finding, _ excerpt: Excerpt?) -> ReportItem {
    guard let outer = outerPlace(of: finding.location) else { return .finding(finding, excerpt) }
    var moved = finding
    moved.location = outer.location
    return outer.tellsInner
      ? .findingInBody(moved, excerpt, finding.location) : .finding(moved, excerpt)
  }
}

extension PacketReading {
  init(options: RunOptions, request: DownloadStatusRequest?) {
    var packetOptions = options.packetOptions
    packetOptions.request = request
    self.init(
      packetOptions: packetOptions, comparesEngines: options.engine == .both,
      resultWriter: options.resultWriter, talliesTasks: options.talliesTasks,
      excerpted: options.excerptedFindings)
    // Where each result is looked at one by one, all but the reading would be left to one thread.
    if !comparesEngines, !talliesTasks { sharing = options.sharing }
    if options.format == .text { columns = terminalWidth(of: options.results ? 2 : 1) }
  }
}
