package import Platform

/// An input that a path of the command line names.
package enum Input: Sendable {
  /// A file. If it was found in a folder rather than named, it is a regular one.
  case file(FileName, isNamed: Bool)
  case standardInput
  /// Something that cannot be read, and why.
  case unreadable(FileName, reason: String)
  /// Something that was skipped, and why.
  case skipped(FileName, reason: String)

  /// Whether its bytes may take a while to arrive.
  package var mayWait: Bool {
    switch self {
    case .file(let name, let isNamed): isNamed && !isRegularFile(name)
    case .standardInput: true
    case .unreadable, .skipped: false
    }
  }
}
