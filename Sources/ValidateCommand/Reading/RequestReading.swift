import PacketInputs
import Platform
import PleskPackets
import Reports

/// Reads the request of `--request`, which may have any format that other inputs may have.
///
/// Several requests, such as those of one HTTP connection, count as one that asks for all of it.
final class RequestReading: DocumentReader {
  private let packets: PacketReading
  private let report: (ReportItem) -> Void
  /// The last response in the input. What is wrong with it does not matter here.
  private var response: DocumentName?
  /// What all requests so far ask for.
  private var asked = RequestedTasks()
  /// Why the request cannot be used, if it was read.
  private var refusal: (name: DocumentName, text: String)?
  private var hasFailed = false

  private init(_ packets: PacketReading, _ report: @escaping (ReportItem) -> Void) {
    self.packets = packets
    self.report = report
  }

  /// What the request asks for; nil, and a note, if it cannot be used. It is judged by the rules
  /// with their default severities.
  static func read(
    _ path: String, _ inputs: InputReading, limits: Limits,
    report: @escaping (ReportItem) -> Void
  ) -> DownloadStatusRequest? {
    let request = RequestReading(
      PacketReading(packetOptions: PacketOptions(limits: limits)), report)
    var inputs = inputs
    inputs.direction = .request
    let file = FileName(path)
    inputs.read(path == "-" ? .standardInput : .file(file, isNamed: true), with: request)
    return request.finish(DocumentName(file))
  }

  func read(_ document: Document<DownloadStatusRequest>) -> DocumentEnd<DownloadStatusRequest> {
    var fatal: Finding?
    let outcome = packets.read(document) { item in
      switch item {
      case .finding(let finding, _), .findingInBody(let finding, _, _):
        if finding.rule.isFatal { fatal = finding }
      case .failure(_, let reason): failure(document.name, reason)
      default: break
      }
    } shouldContinue: {
      shouldContinue(mayWait: $0)
    }
    if outcome.summary?.kind == .request {
      take(outcome, document.name, fatal)
    } else if outcome.summary != nil {
      response = document.name
    }
    return DocumentEnd(outcome)
  }

  /// Takes a request that has been read.
  private func take(_ outcome: PacketReading.Outcome, _ name: DocumentName, _ fatal: Finding?) {
    if outcome.summary?.verdict == .invalid {
      let end = fatal.map {
        " (\($0.location.line):\($0.location.column): \($0.rule.id): \($0.message))"
      }
      refusal = refusal ?? (name, Self.unused("the request is invalid") + (end ?? ""))
    } else if let request = outcome.asked.request {
      asked.add(request)
    }
  }

  func failure(_ name: DocumentName, _ reason: String) {
    if name == response { return note(name, reason) }
    hasFailed = true
    report(.failure(PacketName(name), reason))
  }

  func note(_ name: DocumentName, _ text: String) { report(.note(PacketName(name), text)) }

  func skipped(_ name: DocumentName, _ reason: String) {
    report(.detail(PacketName(name), reason))
  }

  func shouldContinue(mayWait: Bool) -> Bool { !Interruption.hasHappened }

  private func finish(_ file: DocumentName) -> DownloadStatusRequest? {
    // A failure has been reported, and an interruption will be.
    if hasFailed || Interruption.hasHappened { return nil }
    if refusal == nil, let request = asked.request { return request }
    let (name, text) = refusal ?? (file, Self.unused("no get-download-status in the request"))
    note(name, text)
    return nil
  }

  private static func unused(_ reason: String) -> String {
    "\(reason), so the rules exchange/… are not applied"
  }
}
