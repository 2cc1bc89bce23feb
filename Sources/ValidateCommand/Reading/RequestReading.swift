import Platform
import ExpatSAX
import PleskPackets

/// Reads the request of `--request`, which may come in anything that other inputs come in.
///
/// Several requests, as those of one HTTP connection, count as one that asks for all that they ask for.
final class RequestReading {
  private let tell: (ReportItem) -> Void
  /// The packet that is read, its fatal finding and what it asks for.
  private var name: PacketName
  private var fatal: Finding?
  private var askedHere: DownloadStatusRequest?
  /// The last response, which is none of the request's business.
  private var response: PacketName?
  /// What all requests so far ask for.
  private var asked = RequestedTasks()
  /// Why the request cannot be used, if it was read.
  private var refusal: (name: PacketName, text: String)?
  private var hasFailed = false

  private init(_ file: PacketName, tell: @escaping (ReportItem) -> Void) {
    self.tell = tell
    name = file
  }

  /// What the request asks for; nil, and a word, if it cannot be used. It is judged by the rules as they are.
  ///
  /// - Parameter options: How inputs are read.
  static func read(
    _ path: String, _ options: RunOptions, tell: @escaping (ReportItem) -> Void
  ) -> DownloadStatusRequest? {
    let file = PacketName(path)
    let request = RequestReading(file, tell: tell)
    let packets = PacketReading(
      packetOptions: PacketOptions(limits: options.packetOptions.limits), comparesEngines: false,
      resultWriter: nil, talliesTasks: false, tellsRequests: true, excerpted: nil)
    let reading = InputReading(
      packets: packets, decompressionLimits: options.decompressionLimits,
      isConcatenated: options.concatenated, kind: .request)
    reading.read(
      path == "-" ? .standardInput : .file(FileName(path), isNamed: true), tell: request.take
    ) {
      _ in !Interruption.hasHappened
    }
    return request.finish(file)
  }

  private func take(_ item: ReportItem) {
    switch item {
    case .begin(let name):
      self.name = name
      fatal = nil
      askedHere = nil
    case .finding(let finding, _), .findingInBody(let finding, _, _):
      if finding.rule.isFatal { fatal = finding }
    case .asked(let request): askedHere = request
    case .packet(let summary, _):
      if summary.kind == .request { take(summary) } else { response = name }
    case .failure(let name, let text) where name == response: tell(.note(name, text))
    case .failure:
      hasFailed = true
      tell(item)
    case .note, .passedOver: tell(item)
    case .results, .tasks, .interrupted, .difference: break
    }
  }

  /// Takes a request that has been read.
  private func take(_ summary: PacketSummary) {
    if summary.verdict == .invalid {
      let end = fatal.map {
        " (\($0.location.line):\($0.location.column): \($0.rule.id): \($0.message))"
      }
      refusal = refusal ?? (name, Self.unused("the request is invalid") + (end ?? ""))
    } else if let askedHere {
      asked.add(askedHere)
    }
  }

  private func finish(_ file: PacketName) -> DownloadStatusRequest? {
    // A failure has been told, and an interruption is.
    if hasFailed || Interruption.hasHappened { return nil }
    if refusal == nil, let request = asked.request { return request }
    let (name, text) = refusal ?? (file, Self.unused("no get-download-status in the request"))
    tell(.note(name, text))
    return nil
  }

  private static func unused(_ reason: String) -> String {
    "\(reason), so the rules exchange/… are not applied"
  }
}
