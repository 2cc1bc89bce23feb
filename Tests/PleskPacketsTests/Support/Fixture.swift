import Foundation
import PleskPackets
import Testing

/// A packet of the corpus, how it is judged, and what must be said of it.
struct Fixture: CustomTestStringConvertible {
  let folder: Corpus.Folder
  let name: String
  let packet: [UInt8]
  let options: PacketOptions
  let expected: Expectation

  init(folder: Corpus.Folder, name: String) throws {
    self.folder = folder
    self.name = name
    let directory = Corpus.url(of: folder)
    func bytes(_ file: String) throws -> [UInt8] {
      Array(try Data(contentsOf: directory.appendingPathComponent(file)))
    }

    let isExchange = folder == .exchanges
    packet = try bytes(isExchange ? "\(name).response.xml" : "\(name).xml")
    expected = try Expectation(lines: bytes("\(name).expected.jsonl"))
    var options = expected.options
    if folder == .requests { options.kind = .request }
    if isExchange { options.request = .reduced(from: try bytes("\(name).request.xml")) }
    self.options = options
  }

  var testDescription: String { "\(folder.rawValue)/\(name)" }
}

extension DownloadStatusRequest {
  /// What a request packet asks for; nil if it is invalid, since then nothing follows from it.
  static func reduced(from packet: [UInt8]) -> DownloadStatusRequest? {
    let outcome = Outcome(of: packet, options: PacketOptions(kind: .request))
    let requests = outcome.requests
    guard outcome.error == nil, outcome.summary.verdict == .valid, !requests.isEmpty else {
      return nil
    }
    var ids: [Int64] = []
    for request in requests {
      guard case .tasks(let tasks) = request.selection else { return DownloadStatusRequest(.all) }
      ids += tasks
    }
    return DownloadStatusRequest(.tasks(ids))
  }
}
