import Foundation
import TestSupport

/// A packet of the folder Corpus, and what the command must report of it.
struct CorpusPacket {
  /// Relative to the repository.
  let path: String
  /// The options of the command that the packet must be judged with.
  let options: [String]
  /// The lines of its results, as JSON without `file`.
  let results: [String]
  /// The findings and the packet, as JSON objects without `file` and `message`.
  let lines: [[String: JSONValue]]

  var url: URL { Repository.root.appendingPathComponent(path) }

  /// The packets of these folders that have an expectation, sorted by name.
  static func all(in folders: [Corpus.Folder]) throws -> [CorpusPacket] {
    try Corpus.entries(in: folders).map(CorpusPacket.init)
  }

  private init(_ entry: Corpus.Entry) throws {
    path = Repository.path(of: entry.packet)
    var options: [String] = []
    if entry.folder == .requests { options += ["--kind", "request"] }
    if let request = entry.request { options += ["--request", Repository.path(of: request)] }
    var results: [String] = []
    var lines: [[String: JSONValue]] = []
    for line in try entry.expectation() {
      let object = try JSONValue.object(of: line)
      switch object["type"] {
      case nil: results.append(line)
      case "options": options += Self.options(object)
      default: lines.append(object)
      }
    }
    self.options = options
    self.results = results
    self.lines = lines
  }

  private static func options(_ object: [String: JSONValue]) -> [String] {
    var options: [String] = []
    if case .text(let kind) = object["kind"] { options += ["--kind", kind] }
    if object["duplicateIds"] == true { options.append("--duplicate-ids") }
    if case .object(let limits) = object["limits"] {
      for (name, limit) in limits.sorted(by: { $0.key < $1.key }) {
        if case .number(let value) = limit { options += ["--limit", "\(name)=\(value)"] }
      }
    }
    return options
  }
}
