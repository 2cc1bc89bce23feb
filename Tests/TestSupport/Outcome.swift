public import PleskPackets

/// Everything that a parse delivered, and how it ended.
public struct Outcome: Equatable, Sendable {
  public let events: [Event]
  public let summary: PacketSummary
  public let error: PacketError?

  /// An event that can be kept.
  public enum Event: Equatable, Sendable {
    case result(DownloadResult)
    case finding(Finding)
    case request(DownloadStatusRequest)
    case systemFailure(SystemFailure)
  }

  public init(_ log: EventLog, _ summary: PacketSummary, _ error: PacketError?) {
    events = log.events
    var summary = summary
    // How much was read before the fatal place depends on the cut, and is not reported.
    if error != nil { summary.bytes = 0 }
    self.summary = summary
    self.error = error
  }

  /// Reads a packet, cut into pieces.
  package init(of packet: [UInt8], cut: Cut = .whole, options: PacketOptions = .default) {
    self = EngineRun(options.engine, packet, cut: cut, options: options).outcome
  }

  package init(of packet: String, cut: Cut = .whole, options: PacketOptions = .default) {
    self.init(of: Array(packet.utf8), cut: cut, options: options)
  }

  public var results: [DownloadResult] {
    events.compactMap { if case .result(let result) = $0 { result } else { nil } }
  }
  public var findings: [Finding] {
    events.compactMap { if case .finding(let finding) = $0 { finding } else { nil } }
  }
  public var requests: [DownloadStatusRequest] {
    events.compactMap { if case .request(let request) = $0 { request } else { nil } }
  }
  public var systemFailures: [SystemFailure] {
    events.compactMap { if case .systemFailure(let failure) = $0 { failure } else { nil } }
  }

  /// The ids of the rules that were broken, in the order in which they were reported.
  package var ruleIDs: [String] { findings.map(\.rule.id) }

  /// The first difference from another outcome; nil if they are the same.
  package func difference(from other: Outcome) -> String? {
    if self == other { return nil }
    for (number, pair) in zip(events, other.events).enumerated() where pair.0 != pair.1 {
      return "event \(number + 1) is \(text(pair.0)) and not \(text(pair.1))"
    }
    if events.count > other.events.count {
      return
        "event \(other.events.count + 1) is \(text(events[other.events.count])) and not the end"
    }
    if events.count < other.events.count {
      return "the events end before \(text(other.events[events.count]))"
    }
    if error != other.error {
      return "the error is \(text(error)) and not \(text(other.error))"
    }
    return "the summary is \(summary) and not \(other.summary)"
  }

  private func text(_ event: Event) -> String {
    guard case .finding(let finding) = event else { return "\(event)" }
    let place = finding.location
    return "\(finding.rule.id) at \(place.line):\(place.column), byte \(place.byteOffset), "
      + "\(finding.path): \(finding.message)"
  }

  private func text(_ error: PacketError?) -> String {
    error.map { "\($0) at \($0.path)" } ?? "none"
  }
}

extension DownloadResult {
  /// The bytes of its texts: strings compare equal even if they only look the same.
  public var textBytes: [[UInt8]?] {
    var reason: String?
    if case .failed(let text) = task?.state { reason = text }
    return [errtext, filterID, reason].map { $0.map { Array($0.utf8) } }
  }
}

/// Keeps a parser's events; the parser's closure fills it.
public final class EventLog {
  public private(set) var events: [Outcome.Event] = []

  public init() {}

  package func append(_ event: Outcome.Event) { events.append(event) }

  public func append(_ event: PacketEvent) {
    switch event {
    case .result(let result): events.append(.result(result.owned))
    case .finding(let finding): events.append(.finding(finding))
    case .request(let request): events.append(.request(request))
    case .systemFailure(let failure): events.append(.systemFailure(failure))
    }
  }
}
