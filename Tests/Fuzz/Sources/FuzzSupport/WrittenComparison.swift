import PleskPackets
import TestSupport

/// What the library writes against what both engines read from it.
public enum WrittenComparison {
  /// Beyond this many bytes nothing more is written.
  private static var enough: Int { 64 * 1024 }

  /// Writes a packet, reads it back in the pieces of the plan, and ends the process if there is any
  /// difference.
  public static func check(_ choices: inout Choices, _ plan: Plan) {
    var plan = plan
    plan.options = .default
    let options = choices.writerOptions()
    var draft = Draft(options)
    switch choices.number(below: 8) {
    case 6: draft.write(choices.failure())
    case 7:
      repeat {
        draft.write(choices.request())
      } while !choices.isUsedUp && draft.packet.count < enough
    default:
      repeat {
        if choices.number(below: 16) == 15 { draft.endOperation() }
        draft.write(choices.result())
      } while !choices.isUsedUp && draft.packet.count < enough
    }
    draft.finish()

    var differences = Differences()
    differences.note("fault", draft.fault, nil)
    if draft.expected.isEmpty {
      differences.note("bytes of nothing", draft.packet.count, 0)
    } else {
      let run = EngineComparison.outcome(of: draft.packet, plan)
      let read = run.events.filter { if case .finding = $0 { false } else { true } }
      differences.note("events", draft.expected, read)
      differences.note("texts", draft.expected.map(\.texts), read.map(\.texts))
      differences.note("error", nil, run.error)
      differences.note("errors", 0, run.summary.errors)
      if !options.allowsWarnings { differences.note("warnings", 0, run.summary.warnings) }
    }
    differences.report(draft.packet, plan, "written", "read")
  }
}

/// A packet that is being written, and what must be read from it.
private struct Draft {
  private var writer: PacketWriter
  private let options: PacketWriter.Options
  private(set) var packet: [UInt8] = []
  private(set) var expected: [Outcome.Event] = []
  /// Something that must never happen.
  private(set) var fault: String?

  init(_ options: PacketWriter.Options) {
    self.options = options
    writer = PacketWriter(options: options)
  }

  mutating func write(_ result: DownloadResult) {
    var read = result
    read.index = expected.count + 1
    if attempt({ try $0.write(result, into: &$1) }) { expected.append(.result(read)) }
  }

  mutating func write(_ request: DownloadStatusRequest) {
    if attempt({ try $0.write(request, into: &$1) }) { expected.append(.request(request)) }
  }

  mutating func write(_ failure: SystemFailure) {
    if attempt({ try $0.write(failure, into: &$1) }) { expected.append(.systemFailure(failure)) }
  }

  mutating func endOperation() {
    if !attempt({ try $0.endOperation(into: &$1) }) { fault = "the operation does not end" }
  }

  mutating func finish() {
    if attempt({ try $0.finish(into: &$1) }) == expected.isEmpty {
      fault = "an end of nothing, or none of something"
    }
  }

  /// Whether something was written. A refusal must not change the packet, and its rule must be
  /// severe enough.
  private mutating func attempt(
    _ write: (inout PacketWriter, inout [UInt8]) throws -> Void
  ) -> Bool {
    let before = packet
    do {
      try write(&writer, &packet)
      if !packet.starts(with: before) { fault = "earlier bytes are changed" }
      return true
    } catch {
      if packet != before { fault = "bytes of a refused value: \(error)" }
      if !isReason(error as? PacketWritingError) { fault = "no reason: \(error)" }
      return false
    }
  }

  private func isReason(_ error: PacketWritingError?) -> Bool {
    guard let rule = error?.rule else { return error?.code == .meaning }
    return switch rule.severity {
    case .error: true
    case .warning: !options.allowsWarnings
    case .info: false
    }
  }
}

extension Outcome.Event {
  /// The bytes of the texts, because strings that only look the same compare equal.
  fileprivate var texts: [[UInt8]?] {
    switch self {
    case .result(let result): result.textBytes
    case .systemFailure(let failure): [failure.errtext.map { Array($0.utf8) }]
    case .request, .finding: []
    }
  }
}
