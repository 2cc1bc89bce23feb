package import Foundation

/// Where things are in the repository.
package enum Repository {
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  package static let corpus = root.appendingPathComponent("Corpus")

  /// The path of a file in it, from the root on.
  package static func path(of file: URL) -> String {
    String(file.path.dropFirst(root.path.count + 1))
  }
}
