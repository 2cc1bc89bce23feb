/// Selects the packets in a folder by their names.
package struct FileSelection: Sendable {
  /// Files to take; if empty, those whose names end in `.xml`, in any case, also compressed.
  var includes: [Glob] = []
  /// Files and folders to leave out.
  var excludes: [Glob] = []
  /// Whether to take names that start with a dot, too.
  var takesHidden = false

  package init(includes: [Glob] = [], excludes: [Glob] = [], takesHidden: Bool = false) {
    self.includes = includes
    self.excludes = excludes
    self.takesHidden = takesHidden
  }

  private static let endings = [".xml", ".xml.gz", ".xml.zst", ".xml.xz"].map { Array($0.utf8) }

  /// What notes say is missing in a folder without any.
  var description: String { includes.isEmpty ? "*.xml" : "file matching --include" }

  /// - Parameter path: The segments of the path below the named folder.
  func isIncluded(_ path: [[UInt8]]) -> Bool {
    if !includes.isEmpty { return includes.contains { $0.matches(path) } }
    guard let name = path.last else { return false }
    return Self.endings.contains { ending in
      name.count >= ending.count
        && zip(name.suffix(ending.count), ending).allSatisfy { lowercased($0) == $1 }
    }
  }

  func isExcluded(_ path: [[UInt8]]) -> Bool { excludes.contains { $0.matches(path) } }

  func isHidden(_ path: [[UInt8]]) -> Bool { !takesHidden && path.last?.first == UInt8(ascii: ".") }

  private func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
