import FuzzSupport
import Platform
import PleskPackets

@testable import PacketInputs
@testable import Reports
@testable import ValidateCommand

/// The output of the command for an input.
///
/// Results, tasks and everything else are collected separately, because their order depends on the
/// pieces.
struct InputRun {
  enum Said: Equatable {
    case begin(PacketName)
    case finding(Finding, inBody: Location?)
    case packet(PacketSummary)
    case failure(PacketName, String)
    case note(PacketName, String)
    case detail(PacketName, String)
    /// Output that must not occur if the input is read to its end and the engines agree.
    case wrong(String)
  }

  private(set) var said: [Said] = []
  private(set) var results: [String] = []
  private(set) var tasks: [String] = []
  /// Something that must never happen.
  private(set) var fault: String?

  /// Reads it in pieces.
  ///
  /// - Parameter showsLines: Whether findings get excerpts, which take much of the time.
  init(
    _ input: MadeInput, _ pieces: [Range<Int>], _ plan: Plan, showsLines: Bool = false
  ) {
    let log = Log()
    let reader = CutReader(input.bytes, pieces)
    Self.reading(input, plan).read(
      reader, Self.name, with: Self.documentReader(input, plan, showsLines, log))
    take(log)
    if !reader.hasSeenEnd, !reportsEnd {
      fault = "bytes were neither read nor reported"
    }
  }

  /// Reads it as a file is read.
  init(_ input: MadeInput, from pipe: Pipe, _ plan: Plan) {
    let log = Log()
    pipe.put(input.bytes.span)
    pipe.end()
    let file = FileReader(InputFile(borrowing: pipe.readEnd))
    Self.reading(input, plan).read(
      file, Self.name, asDocument: { FileSource(file, after: $0) },
      with: Self.documentReader(input, plan, true, log))
    take(log)
  }

  private static let name = DocumentName(FileName("input"))

  private static func reading(_ input: MadeInput, _ plan: Plan) -> InputReading {
    var reading = InputReading(longestToken: plan.options.limits.token)
    reading.decompressionLimits.size = input.maximumSize
    reading.isConcatenated = input.isConcatenated
    return reading
  }

  private static func documentReader(
    _ input: MadeInput, _ plan: Plan, _ showsLines: Bool, _ log: Log
  ) -> PacketDocumentReader {
    var options = plan.options
    if input.comparesEngines { options.engine = .expat }
    var packets = PacketReading(packetOptions: options)
    packets.comparesEngines = input.comparesEngines
    packets.resultWriter = ResultWriter()
    packets.talliesTasks = true
    if showsLines { packets.excerpted = FindingFilter(isVerbose: true, maximum: 3) }
    return PacketDocumentReader(packets, report: log.add) { _ in true }
  }

  private mutating func take(_ log: Log) {
    said = log.said
    tasks = log.tasks
    results = String(decoding: log.lines, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Whether the report says that a packet, or an input, was not read to its end.
  var reportsEnd: Bool { said.contains(where: \.endsReading) }

  /// What is reported about bytes that are skipped.
  var skipped: [Said] { said.filter(\.isOfSkippedBytes) }

  /// Whether too few bytes have expanded to too much, as far as they were read.
  var exceedsRatio: Bool {
    said.contains {
      if case .failure(_, let text) = $0 { text.hasSuffix("(--max-ratio)") } else { false }
    }
  }
}

extension InputRun.Said {
  var isFinding: Bool { if case .finding = self { true } else { false } }

  fileprivate var isFatal: Bool {
    if case .finding(let finding, _) = self { finding.rule.isFatal } else { false }
  }

  /// Whether what follows need not be read.
  fileprivate var endsReading: Bool { if case .failure = self { true } else { isFatal } }

  fileprivate var isOfSkippedBytes: Bool {
    if case .note(_, let text) = self {
      text.contains("skipped")
    } else {
      false
    }
  }
}

/// Keeps the output; the closure of the reading fills it.
private final class Log {
  var said: [InputRun.Said] = []
  var lines: [UInt8] = []
  var tasks: [String] = []

  func add(_ item: ReportItem) {
    switch item {
    case .begin(let name): said.append(.begin(name))
    case .finding(let finding, let excerpt):
      said.append(.finding(finding, inBody: nil))
      check(excerpt)
    case .findingInBody(let finding, let excerpt, let place):
      said.append(.finding(finding, inBody: place))
      check(excerpt)
    case .results(let more): lines += more
    case .tasks(let tally):
      tasks.append("\(tally.counts) \(tally.tasks.map(\.id)) \(tally.isWhole)")
    case .packet(var summary, _):
      // How much was read before a fatal place depends on the pieces.
      if said.last?.isFatal ?? false { summary.bytes = 0 }
      said.append(.packet(summary))
    case .failure(let name, let text): said.append(.failure(name, text))
    case .note(let name, let text): said.append(.note(name, text))
    case .detail(let name, let text): said.append(.detail(name, text))
    case .interrupted: said.append(.wrong("interrupted"))
    case .difference(_, let text): said.append(.wrong(text))
    }
  }

  /// The content of an excerpt depends on the bytes in memory; that it is safe to print does not.
  private func check(_ excerpt: Excerpt?) {
    guard let excerpt else { return }
    let scalars = excerpt.text.unicodeScalars
    if excerpt.caret > scalars.count
      || scalars.contains(where: { $0.value < 0x20 || $0 == "\u{7F}" })
    {
      said.append(.wrong("an excerpt with the caret \(excerpt.caret): \(excerpt.text)"))
    }
  }
}
