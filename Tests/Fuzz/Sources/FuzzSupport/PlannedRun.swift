import PleskPackets
import TestSupport

/// The outcome of one engine for a packet read by a plan, and what no engine may do.
@dynamicMemberLookup
struct PlannedRun {
  /// The progress after a piece.
  struct Progress: Equatable {
    var events: Int
    var summary: PacketSummary
  }

  let run: EngineRun
  private(set) var progress: [Progress] = []
  /// Bytes in pieces that were taken without an error.
  private(set) var accepted = 0
  /// What the calls after the end said.
  private(set) var afterwards: [PacketError?] = []
  /// Something that no engine may do.
  private(set) var fault: String?

  init(_ engine: PacketOptions.Engine, of packet: [UInt8], _ plan: Plan) {
    var options = plan.options
    options.engine = engine
    let log = EventLog()
    var parser = PacketParser(options: options) { log.append($0) }
    var feeder = Feeder(plan.way)
    var progress: [Progress] = []
    var accepted = 0
    var fault: String?
    run = EngineRun(log, &parser, plan.pieces(of: packet.count)) {
      piece, parser throws(PacketError) in
      try feeder.feed(packet[piece], to: &parser)
      accepted = piece.upperBound
      progress.append(Progress(events: log.events.count, summary: parser.summary))
      // Not after each piece of a long packet, which would take quadratic time.
      if progress.count % (1 + packet.count / 512) == 0 {
        fault = Self.faultOfWindow(parser, in: packet) ?? fault
      }
    }
    (self.progress, self.accepted, self.fault) = (progress, accepted, fault)

    afterwards.append(Self.error { () throws(PacketError) in try parser.feed([0x20]) })
    afterwards.append(Self.error { () throws(PacketError) in _ = try parser.finish() })
    if log.events.count != run.events.count { self.fault = "events after the end" }
  }

  subscript<Value>(dynamicMember member: KeyPath<Outcome, Value>) -> Value {
    run.outcome[keyPath: member]
  }

  private static func error(of body: () throws(PacketError) -> Void) -> PacketError? {
    do throws(PacketError) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  /// The bytes that the parser has in memory must be those of the packet.
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
