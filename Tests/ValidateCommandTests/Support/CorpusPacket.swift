import Foundation

/// A packet of the folder Corpus and what must be said of it; Corpus/README.md tells what the lines mean.
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
  static func all(in folders: [String]) throws -> [CorpusPacket] {
    try folders.flatMap { folder in
      let suffix = ".expected.jsonl"
      let directory = Repository.corpus.appendingPathComponent(folder).path
      return try FileManager.default.contentsOfDirectory(atPath: directory)
        .filter { $0.hasSuffix(suffix) }
        .sorted()
        .map { try CorpusPacket(folder: folder, name: String($0.dropLast(suffix.count))) }
    }
  }

  private init(folder: String, name: String) throws {
    let isExchange = folder == "exchanges"
    path = "Corpus/\(folder)/\(name)\(isExchange ? ".response" : "").xml"
    let expectation = Repository.corpus.appendingPathComponent("\(folder)/\(name).expected.jsonl")
    let text = String(decoding: try Data(contentsOf: expectation), as: UTF8.self)
    var options: [String] = []
    if folder == "requests" { options += ["--kind", "request"] }
    if isExchange { options += ["--request", "Corpus/exchanges/\(name).request.xml"] }
    var results: [String] = []
    var lines: [[String: JSONValue]] = []
    for line in text.split(separator: "\n") {
      let object = try JSONValue.object(of: line)
      switch object["type"] {
      case nil: results.append(String(line))
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
