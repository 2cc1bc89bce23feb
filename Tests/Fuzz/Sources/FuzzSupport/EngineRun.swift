import PleskPackets

/// What one engine makes of a packet, piece by piece.
struct EngineRun {
  enum Event: Equatable {
    case result(DownloadResult)
    case finding(Finding)
    case request(DownloadStatusRequest)
    case systemFailure(SystemFailure)
  }

  /// How far it was after a piece.
  struct Progress: Equatable {
    var events: Int
    var summary: PacketSummary
  }

  private(set) var events: [Event] = []
  private(set) var progress: [Progress] = []
  /// Bytes in pieces that were taken without an error.
  private(set) var accepted = 0
  private(set) var error: PacketError?
  private(set) var summary: PacketSummary
  /// What the calls after the end said.
  private(set) var afterwards: [PacketError?] = []
  /// Something that must not be, whatever the engine.
  private(set) var fault: String?
  private(set) var lane: LaneStatistics

  init(_ engine: PacketOptions.Engine, of packet: [UInt8], _ plan: Plan) {
    var options = plan.options
    options.engine = engine
    let log = EventLog()
    var parser = PacketParser(options: options) { log.append($0) }
    var feeder = Feeder(plan.way)
    do throws(PacketError) {
      for piece in plan.pieces(of: packet.count) {
        try feeder.feed(packet[piece], to: &parser)
        accepted = piece.upperBound
        progress.append(Progress(events: log.events.count, summary: parser.summary))
        // Not after each piece of a long packet, which would cost the square of its size.
        if progress.count % (1 + packet.count / 512) == 0 {
          if let fault = Self.faultOfWindow(parser, in: packet) { self.fault = fault }
        }
      }
      _ = try parser.finish()
    } catch {
      self.error = error
    }
    events = log.events
    summary = parser.summary
    // How much was taken in before a fatal place depends on the pieces.
    if error != nil { summary.bytes = 0 }
    lane = parser.laneStatistics

    afterwards.append(Self.error { () throws(PacketError) in try parser.feed([0x20]) })
    afterwards.append(Self.error { () throws(PacketError) in _ = try parser.finish() })
    if log.events.count != events.count { fault = "events after the end" }
  }

  private static func error(of body: () throws(PacketError) -> Void) -> PacketError? {
    do throws(PacketError) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  /// What the parser says is at hand must be what the packet has there.
  private static func faultOfWindow(_ parser: borrowing PacketParser, in packet: [UInt8]) -> String?
  {
    var fault: String?
    parser.withWindow { window in
      let end = window.byteOffset + window.bytes.count
      if window.byteOffset < 0 || end > packet.count {
        fault = "window \(window.byteOffset)..<\(end)"
        return
      }
      for index in window.bytes.indices
      where window.bytes[index] != packet[window.byteOffset + index] {
        fault = "window from \(window.byteOffset) on, wrong at \(window.byteOffset + index)"
        return
      }
    }
    return fault
  }
}

/// Keeps a parser's events; the parser's closure fills it.
private final class EventLog {
  var events: [EngineRun.Event] = []

  func append(_ event: PacketEvent) {
    switch event {
    case .result(let result): events.append(.result(result.owned))
    case .finding(let finding): events.append(.finding(finding))
    case .request(let request): events.append(.request(request))
    case .systemFailure(let failure): events.append(.systemFailure(failure))
    }
  }
}
