import Platform
import PleskPackets
import TestSupport

@testable import Reports
@testable import PacketInputs
@testable import ValidateCommand

/// An input that comes in pieces, and what is said of it.
struct InputInPieces {
  var bytes: [UInt8]
  /// `--concatenated`
  var isConcatenated = false
  /// `--max-size`
  var maximumSize: Int?

  private final class Reader: PieceReader {
    private let bytes: [UInt8]
    private var pieces: ArraySlice<Range<Int>>

    init(_ bytes: [UInt8], _ cut: Cut) {
      self.bytes = bytes
      pieces = cut.pieces(of: bytes.count)[...]
    }

    let mayWait = false
    let shortfall: String? = nil
    let remark: String? = nil

    func read(into piece: inout [UInt8]) -> Int? {
      piece = pieces.popFirst().map { Array(bytes[$0]) } ?? []
      return piece.count
    }
  }

  /// All that is said, but for the counts of bytes: a broken packet has had the whole piece.
  func report(_ cut: Cut) -> [String] {
    var all: [String] = []
    var packets = PacketReading(packetOptions: .default)
    packets.resultWriter = ResultWriter()
    var reading = InputReading(longestToken: packets.packetOptions.limits.token)
    reading.decompressionLimits.size = maximumSize
    reading.isConcatenated = isConcatenated
    let take = { (item: ReportItem) in
      switch item {
      case .begin(let name): all.append("begin \(name.shown)")
      case .finding(let finding, _): all.append("\(finding)")
      case .findingInBody(let finding, _, let place): all.append("\(finding) \(place)")
      case .results(let lines):
        all += String(decoding: lines, as: UTF8.self).split(separator: "\n").map(String.init)
      case .packet(let summary, _):
        all.append("\(summary.kind) \(summary.verdict) \(summary.results)")
      case .failure(_, let text), .note(_, let text), .detail(_, let text): all.append(text)
      case .interrupted, .difference, .tasks: all.append("unexpected")
      }
    }
    reading.read(
      Reader(bytes, cut), DocumentName(FileName("input")),
      with: PacketDocumentReader(packets, report: take) { _ in true })
    // Results and findings are gathered apart, so their order among each other is that of the
    // pieces.
    return all.filter { $0.hasPrefix("{") } + all.filter { !$0.hasPrefix("{") }
  }
}
