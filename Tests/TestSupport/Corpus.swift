package import Foundation

/// The packets of the folder Corpus; its README says what each shows and what its expectation
/// means.
package enum Corpus {
  /// The last folder in the path of a packet.
  package enum Folder: String, CaseIterable, Sendable {
    case valid, invalid, malformed, requests, exchanges
  }

  /// A packet that has an expectation, by the names of its files.
  package struct Entry: Sendable {
    /// Relative to Corpus, without the extension: `aps/get-download-status/valid/sample-finished`.
    package let path: String
    package let folder: Folder

    package var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The packet to check.
    package var packet: URL { url(folder == .exchanges ? "response.xml" : "xml") }
    /// The request that the packet answers; nil if there is none.
    package var request: URL? { folder == .exchanges ? url("request.xml") : nil }

    /// The lines of the expectation, each a JSON object.
    package func expectation() throws -> [String] {
      String(decoding: try Data(contentsOf: url(Corpus.expectationSuffix)), as: UTF8.self)
        .split(separator: "\n").map(String.init)
    }

    private func url(_ suffix: String) -> URL {
      Repository.corpus.appendingPathComponent("\(path).\(suffix)")
    }
  }

  private static let expectationSuffix = "expected.jsonl"

  /// Every packet that has an expectation, sorted by path.
  package static func entries(in folders: [Folder] = Folder.allCases) throws -> [Entry] {
    try FileManager.default.subpathsOfDirectory(atPath: Repository.corpus.path)
      .filter { $0.hasSuffix(".\(expectationSuffix)") }
      .sorted()
      .compactMap { file in
        let path = String(file.dropLast(expectationSuffix.count + 1))
        let folder = path.split(separator: "/").dropLast().last.map(String.init)
        guard let folder = folder.flatMap(Folder.init(rawValue:)), folders.contains(folder)
        else { return nil }
        return Entry(path: path, folder: folder)
      }
  }

  /// The folders of these kinds, such as `Corpus/aps/get-download-status/valid`, sorted.
  package static func directories(of folders: [Folder]) throws -> [String] {
    let names = folders.map(\.rawValue)
    return try FileManager.default.subpathsOfDirectory(atPath: Repository.corpus.path)
      .filter { names.contains(($0 as NSString).lastPathComponent) }
      .sorted()
      .map { "Corpus/\($0)" }
  }
}
