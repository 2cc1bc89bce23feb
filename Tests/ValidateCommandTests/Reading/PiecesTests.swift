import PleskPackets
import TestSupport
import Testing

@testable import ValidateCommand

/// What is said of an input does not depend on the pieces in which it comes, however broken it is.
@Suite struct PiecesTests {
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

  private func report(_ sample: Sample, _ bytes: [UInt8], size: Int) -> [String] {
    InputInPieces(bytes: bytes, isConcatenated: sample.isConcatenated).report(.every(size))
  }

  @Test("good ones", arguments: samples, [1, 2, 5, 100])
  func good(_ sample: Sample, _ size: Int) {
    let whole = report(sample, sample.bytes, size: .max)
    #expect(report(sample, sample.bytes, size: size) == whole)
    #expect(
      whole.contains { $0.contains("result/errcode-required") || $0.contains("errcodeRequired") })
  }

  @Test("broken ones", arguments: samples)
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
