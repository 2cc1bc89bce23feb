import Bytes
import Platform
import PleskPackets

/// `--engine both`: two parsers read the same bytes, one with Expat alone, the other with the
/// express lane.
///
/// Whatever one delivers, the other must deliver too, at the same place and in the same words.
final class EngineComparison {
  /// Something that one parser delivered, kept until the other one delivers it.
  enum Delivery: Equatable {
    case result(DownloadResult)
    case finding(Finding)
    case request(DownloadStatusRequest)
    case systemFailure(SystemFailure)

    init(_ event: PacketEvent) {
      switch event {
      case .result(let result): self = .result(result.owned)
      case .finding(let finding): self = .finding(finding)
      case .request(let request): self = .request(request)
      case .systemFailure(let failure): self = .systemFailure(failure)
      }
    }
  }

  /// What has been delivered by one parser and not yet by the other.
  private final class Deliveries {
    var waiting: [Delivery] = []
  }

  private var other: PacketParser
  private let ofOther = Deliveries()
  private let ofExpat = Deliveries()
  private var buffer = InputBuffer()
  private var otherError: PacketError?
  private var agreed = 0
  /// The first difference, in words.
  private(set) var difference: String?

  init(options: PacketOptions) {
    var options = options
    options.engine = .auto
    let ofOther = ofOther
    other = PacketParser(options: options) { ofOther.waiting.append(Delivery($0)) }
  }

  /// How much the express lane took.
  var laneStatistics: LaneStatistics { other.laneStatistics }

  /// Takes what the parser with Expat alone delivers.
  func note(_ event: PacketEvent) { ofExpat.waiting.append(Delivery(event)) }

  /// Reads once from a file descriptor, for this parser and the other.
  ///
  /// - Returns: The number of bytes; 0 at the end of the input, which the parser does not know of
  ///   yet; nil if a signal interrupted the call.
  /// - Throws: What the parser throws.
  func feed(
    _ parser: inout PacketParser, reading descriptor: CInt
  ) throws(PacketError) -> Int? {
    let count: Int?
    do throws(SystemError) {
      count = try buffer.fill(from: descriptor)
    } catch {
      throw PacketError(error)
    }
    guard let count, count > 0 else { return count }
    defer { buffer.drop(count) }
    try feed(&parser, buffer.waiting)
    return count
  }

  /// Feeds the next bytes to this parser and the other.
  ///
  /// - Throws: What the parser throws.
  func feed(_ parser: inout PacketParser, _ bytes: Span<UInt8>) throws(PacketError) {
    if otherError == nil {
      do throws(PacketError) { try other.feed(bytes) } catch { otherError = error }
    }
    try parser.feed(bytes)
    compare()
  }

  /// Compares what is left after the end of the packet. Does nothing if the input could not be
  /// read.
  ///
  /// - Parameter error: What the parser with Expat alone threw.
  func finish(_ summary: PacketSummary, _ error: PacketError?) {
    if let error, error.code != .packet { return }
    if otherError == nil {
      do throws(PacketError) { _ = try other.finish() } catch { otherError = error }
    }
    compare()
    if difference != nil { return }
    var otherSummary = other.summary
    // After a fatal finding, this is how much had been read when it was certain, which may differ
    // by a piece.
    if error != nil { otherSummary.bytes = summary.bytes }
    if let extra = ofOther.waiting.first {
      differ("\(extra)", "nothing more")
    } else if let extra = ofExpat.waiting.first {
      differ("nothing more", "\(extra)")
    } else if otherError != error {
      differ(otherError.map { "\($0)" } ?? "no error", error.map { "\($0)" } ?? "no error")
    } else if otherSummary != summary {
      differ("\(otherSummary)", "\(summary)")
    }
  }

  private func compare() {
    let count = min(ofOther.waiting.count, ofExpat.waiting.count)
    for index in 0..<count where difference == nil {
      if ofOther.waiting[index] == ofExpat.waiting[index] {
        agreed += 1
      } else {
        differ("\(ofOther.waiting[index])", "\(ofExpat.waiting[index])")
      }
    }
    ofOther.waiting.removeFirst(count)
    ofExpat.waiting.removeFirst(count)
  }

  private func differ(_ other: String, _ expat: String) {
    difference =
      "the engines differ after \(agreed) results and findings: with the express lane \(other); with Expat alone \(expat)"
  }
}

extension EngineComparison.Delivery: CustomStringConvertible {
  var description: String {
    switch self {
    case .result(let result): "result \(result.index): \(result)"
    case .finding(let finding):
      "\(finding.rule.id) at \(finding.location.line):\(finding.location.column) (byte \(finding.location.byteOffset)), \(finding.path): \(finding.message)"
    case .request(let request): "a request: \(request)"
    case .systemFailure(let failure): "a system failure: \(failure)"
    }
  }
}
