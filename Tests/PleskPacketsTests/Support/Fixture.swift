import Foundation
import PleskPackets
import TestSupport
import Testing

extension Corpus {
  /// Every packet that has an expectation, in the order of folders and names.
  static func fixtures() throws -> [Fixture] { try entries().map(Fixture.init) }

  /// The bytes of a packet.
  static func packet(_ name: String, in folder: Folder) throws -> [UInt8] {
    let entry = try #require(try entries(in: [folder]).first { $0.name == name })
    return Array(try Data(contentsOf: entry.packet))
  }
}

/// A packet of the corpus, how to check it, and the expected outcome.
struct Fixture: CustomTestStringConvertible {
  /// Relative to Corpus, without the extension.
  let path: String
  let folder: Corpus.Folder
  let name: String
  let packet: [UInt8]
  let options: PacketOptions
  let expected: Expectation

  init(_ entry: Corpus.Entry) throws {
    path = entry.path
    folder = entry.folder
    name = entry.name
    packet = Array(try Data(contentsOf: entry.packet))
    expected = try Expectation(lines: entry.expectation())
    var options = expected.options
    if folder == .requests { options.kind = .request }
    if let request = entry.request {
      options.request = .reduced(from: Array(try Data(contentsOf: request)))
    }
    self.options = options
  }

  var testDescription: String { path }
}

extension DownloadStatusRequest {
  /// What a request packet asks for; nil if it is invalid, because then it is not used.
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
