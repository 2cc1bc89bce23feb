import Foundation

/// Where things are in the repository.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let corpus = root.appendingPathComponent("Corpus")
  static let goldens = root.appendingPathComponent("Tests/ValidateCommandTests/Golden")

  /// The program that is tested: what the environment names, else the release build.
  static let program: URL = {
    if let path = ProcessInfo.processInfo.environment["VALIDATE_BINARY"], !path.isEmpty {
      return URL(fileURLWithPath: path)
    }
    return root.appendingPathComponent(".build/release/validate")
  }()

  static var hasProgram: Bool { FileManager.default.isExecutableFile(atPath: program.path) }
}
