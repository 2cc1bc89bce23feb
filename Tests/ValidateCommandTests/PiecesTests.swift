import ExpatSAX
import PleskPackets
import Testing

@testable import ValidateCommand

/// What is said of an input does not depend on the pieces in which it comes, however broken it is.
@Suite struct PiecesTests {
  /// Bytes that come in pieces of a size.
  private final class SmallPieces: PieceReader {
    private var rest: ArraySlice<UInt8>
    private let size: Int

    init(_ bytes: [UInt8], size: Int) {
      rest = bytes[...]
      self.size = size
    }

    let mayWait = false
    let shortfall: String? = nil
    let remark: String? = nil

    func read(into piece: inout [UInt8]) -> Int? {
      piece = Array(rest.prefix(size))
      rest = rest.dropFirst(size)
      return piece.count
    }
  }

  /// An input that is read, and by which options.
  struct Sample: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var bytes: [UInt8]
    var isConcatenated = false
  }

  private static let invalid = Packets.invalid.replacing("\n", with: "\r\n")

  static let samples = [
    Sample(testDescription: "one packet", bytes: Array(invalid.utf8)),
    Sample(testDescription: "gzip", bytes: Compressed.gzip(invalid) + Compressed.gzip("<!---->")),
    Sample(testDescription: "zstd", bytes: Compressed.zstd(invalid)),
    Sample(
      testDescription: "HTTP with lengths",
      bytes: HTTPMessages.request(Packets.request(18)) + HTTPMessages.response(invalid)
        + HTTPMessages.response(Compressed.gzip(invalid), fields: "Content-Encoding: gzip")),
    Sample(
      testDescription: "HTTP in chunks",
      bytes: HTTPMessages.chunkedResponse(invalid, size: 9)
        + HTTPMessages.chunkedResponse(invalid, size: 1)),
    Sample(
      testDescription: "HTTP without lengths",
      bytes: HTTPMessages.open(invalid, fields: "X: y") + HTTPMessages.open(invalid, fields: "X: y")
    ),
    Sample(
      testDescription: "packets one behind the other",
      bytes: Array((invalid + Packets.valid + "<?xml version='1.0'?>" + invalid).utf8),
      isConcatenated: true),
  ]

  /// All that is said, but for the counts of bytes: a broken packet has had the whole piece.
  private func report(_ sample: Sample, _ bytes: [UInt8], size: Int) -> [String] {
    var all: [String] = []
    let reading = InputReading(
      packets: PacketReading(
        packetOptions: .default, comparesEngines: false, resultWriter: ResultWriter(),
        talliesTasks: false, excerpted: nil),
      isConcatenated: sample.isConcatenated)
    let take = { (item: ReportItem) in
      switch item {
      case .begin(let name): all.append("begin \(name.shown)")
      case .finding(let finding, _): all.append("\(finding)")
      case .findingInBody(let finding, _, let place): all.append("\(finding) \(place)")
      case .results(let lines):
        all += String(decoding: lines, as: UTF8.self).split(separator: "\n").map(String.init)
      case .packet(let summary, _):
        all.append("\(summary.kind) \(summary.verdict) \(summary.results)")
      case .failure(_, let text), .note(_, let text), .passedOver(let text): all.append(text)
      case .interrupted, .difference, .tasks: all.append("unexpected")
      }
    }
    reading.read(SmallPieces(bytes, size: size), PacketName("input"), take) { _ in true }
    // Results and findings are gathered apart, so their order among each other is that of the pieces.
    return all.filter { $0.hasPrefix("{") } + all.filter { !$0.hasPrefix("{") }
  }

  @Test("good ones", arguments: samples, [1, 2, 5, 100])
  func good(_ sample: Sample, _ size: Int) {
    let whole = report(sample, sample.bytes, size: .max)
    #expect(report(sample, sample.bytes, size: size) == whole)
    #expect(
      whole.contains { $0.contains("result/errcode-required") || $0.contains("errcodeRequired") })
  }

  @Test("broken ones", arguments: samples.filter { $0.testDescription != "zstd" })
  func broken(_ sample: Sample) {
    var random = SplitMix(seed: 20_261_125)
    for _ in 0..<300 {
      var bytes = sample.bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 7))
        default:
          let words = ["\r\n", "0\r\n", "<packet>", "</packet>", "HTTP/1.1 200 OK\r\n\r\n", "<!--"]
          bytes.insert(contentsOf: (words.randomElement(using: &random) ?? "").utf8, at: place)
        }
        if bytes.isEmpty { bytes = [0] }
      }
      let whole = report(sample, bytes, size: .max)
      #expect(report(sample, bytes, size: 1) == whole, "\(bytes)")
      #expect(report(sample, bytes, size: 13) == whole, "\(bytes)")
    }
  }
}
