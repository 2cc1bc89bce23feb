import Bytes
import Platform
import PleskPackets

/// `--engine both`: two parsers read the same bytes side by side, Expat alone and the express lane before it.
///
/// Whatever one delivers, the other must have delivered too, with the same place and in the same words.
final class EngineComparison {
  /// Something that a parser delivered, to be kept until the other one has delivered it.
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

  /// How much went by the express lane.
  var laneStatistics: LaneStatistics { other.laneStatistics }

  /// Takes what the parser that is compared with delivers.
  func note(_ event: PacketEvent) { ofExpat.waiting.append(Delivery(event)) }

  /// Reads once from a file descriptor, for this parser and the other.
  ///
  /// - Returns: The bytes read; 0 at the end of the input, when the parser has not been told yet; nil if a signal interrupted the call.
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

  /// Lets this parser and the other have the next bytes.
  ///
  /// - Throws: What the parser throws.
  func feed(_ parser: inout PacketParser, _ bytes: Span<UInt8>) throws(PacketError) {
    if otherError == nil {
      do throws(PacketError) { try other.feed(bytes) } catch { otherError = error }
    }
    try parser.feed(bytes)
    compare()
  }

  /// Compares what is left after the end of the packet. If that is not known, because the input cannot be read, nothing is.
  ///
  /// - Parameter error: What the parser that is compared with threw.
  func finish(_ summary: PacketSummary, _ error: PacketError?) {
    if let error, error.code != .packet { return }
    if otherError == nil {
      do throws(PacketError) { _ = try other.finish() } catch { otherError = error }
    }
    compare()
    if difference != nil { return }
    var otherSummary = other.summary
    // After a fatal finding, how much had been read when it was certain; that may be a piece more or less.
    if error != nil { otherSummary.bytes = summary.bytes }
    if let extra = ofOther.waiting.first {
      differ("\(extra)", "nothing more")
    } else if let extra = ofExpat.waiting.first {
      differ("nothing more", "\(extra)")
    } else if otherError != error {
      differ(otherError.map { "\($0)" } ?? "a good end", error.map { "\($0)" } ?? "a good end")
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
