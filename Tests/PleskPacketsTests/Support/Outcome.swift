import PleskPackets

/// All that a parse delivered, and how it ended.
struct Outcome: Equatable {
  private(set) var events: [Event] = []
  private(set) var summary: PacketSummary
  private(set) var error: PacketError?

  /// An event that can be kept.
  enum Event: Equatable {
    case result(DownloadResult)
    case finding(Finding)
    case request(DownloadStatusRequest)
    case systemFailure(SystemFailure)
  }

  /// Reads a packet, cut into pieces.
  init(of packet: [UInt8], cut: Cut = .whole, options: PacketOptions = .default) {
    let log = EventLog()
    var parser = PacketParser(options: options) { log.append($0) }
    do throws(PacketError) {
      for piece in cut.pieces(of: packet.count) {
        try parser.feed(packet.span.extracting(piece))
      }
      _ = try parser.finish()
    } catch {
      self.error = error
    }
    events = log.events
    summary = parser.summary
    // How much was taken in before the fatal place depends on the cut, and nobody is told.
    if error != nil { summary.bytes = 0 }
  }

  init(of packet: String, cut: Cut = .whole, options: PacketOptions = .default) {
    self.init(of: Array(packet.utf8), cut: cut, options: options)
  }

  var results: [DownloadResult] {
    events.compactMap { if case .result(let result) = $0 { result } else { nil } }
  }
  var findings: [Finding] {
    events.compactMap { if case .finding(let finding) = $0 { finding } else { nil } }
  }
  var requests: [DownloadStatusRequest] {
    events.compactMap { if case .request(let request) = $0 { request } else { nil } }
  }
  var systemFailures: [SystemFailure] {
    events.compactMap { if case .systemFailure(let failure) = $0 { failure } else { nil } }
  }

  /// The ids of the rules that were broken, in the order in which they were reported.
  var ruleIDs: [String] { findings.map(\.rule.id) }
}

/// Keeps a parser's events; the parser's closure fills it.
final class EventLog {
  private(set) var events: [Outcome.Event] = []

  func append(_ event: Outcome.Event) { events.append(event) }

  func append(_ event: PacketEvent) {
    switch event {
    case .result(let result): events.append(.result(result.owned))
    case .finding(let finding): events.append(.finding(finding))
    case .request(let request): events.append(.request(request))
    case .systemFailure(let failure): events.append(.systemFailure(failure))
    }
  }
}
