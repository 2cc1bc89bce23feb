package import Foundation

/// The packets of the folder Corpus; its README says what each shows and what its expectation
/// means.
package enum Corpus {
  package enum Folder: String, CaseIterable, Sendable {
    case valid, invalid, malformed, requests, exchanges
  }

  /// A packet that has an expectation, by the names of its files.
  package struct Entry: Sendable {
    package let folder: Folder
    package let name: String

    /// The packet that is judged.
    package var packet: URL { url(folder == .exchanges ? "response.xml" : "xml") }
    /// The request that the packet answers; nil if there is none.
    package var request: URL? { folder == .exchanges ? url("request.xml") : nil }

    /// The lines of the expectation, each a JSON object.
    package func expectation() throws -> [String] {
      String(decoding: try Data(contentsOf: url(Corpus.expectationSuffix)), as: UTF8.self)
        .split(separator: "\n").map(String.init)
    }

    private func url(_ suffix: String) -> URL {
      Repository.corpus.appendingPathComponent("\(folder.rawValue)/\(name).\(suffix)")
    }
  }

  private static let expectationSuffix = "expected.jsonl"

  /// Every packet that has an expectation, in the order of folders and names.
  package static func entries(in folders: [Folder] = Folder.allCases) throws -> [Entry] {
    try folders.flatMap { folder in
      let directory = Repository.corpus.appendingPathComponent(folder.rawValue).path
      return try FileManager.default.contentsOfDirectory(atPath: directory)
        .filter { $0.hasSuffix(".\(expectationSuffix)") }
        .sorted()
        .map { Entry(folder: folder, name: String($0.dropLast(expectationSuffix.count + 1))) }
    }
  }
}
