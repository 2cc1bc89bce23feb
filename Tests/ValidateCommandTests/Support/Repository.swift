import Foundation
import TestSupport

extension Repository {
  static let goldens = root.appendingPathComponent("Tests/ValidateCommandTests/Golden")

  /// The program under test: the one that the environment names, else the release build.
  static let program: URL = {
    if let path = ProcessInfo.processInfo.environment["VALIDATE_BINARY"], !path.isEmpty {
      return URL(fileURLWithPath: path)
    }
    return root.appendingPathComponent(".build/release/validate")
  }()

  static var hasProgram: Bool { FileManager.default.isExecutableFile(atPath: program.path) }
}
