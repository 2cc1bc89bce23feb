import Foundation

/// The packets of the folder Corpus; its README says what each shows and what its expectation means.
enum Corpus {
  /// Every packet that has an expectation, in the order of folders and names.
  static func fixtures() throws -> [Fixture] {
    try Folder.allCases.flatMap { folder in
      let suffix = ".expected.jsonl"
      return try FileManager.default.contentsOfDirectory(atPath: url(of: folder).path)
        .filter { $0.hasSuffix(suffix) }
        .sorted()
        .map { try Fixture(folder: folder, name: String($0.dropLast(suffix.count))) }
    }
  }

  enum Folder: String, CaseIterable {
    case valid, invalid, malformed, requests, exchanges
  }

  static func url(of folder: Folder) -> URL {
    URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Corpus").appendingPathComponent(folder.rawValue)
  }
}
