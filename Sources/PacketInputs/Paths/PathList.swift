import Platform

/// The paths that a file lists: one per line, or each ended by a NUL. Empty ones are skipped.
struct PathList: ~Copyable {
  private let file: InputFile
  private var bytes: [UInt8] = []
  /// Where in the bytes the next path starts.
  private var start = 0
  private var isAtEnd = false
  /// What ends a path.
  private var separator = UInt8(ascii: "\n")

  /// The longest path that is accepted, in bytes.
  private static var longestPath: Int { 64 * 1024 }

  /// - Parameter path: The list; - is standard input.
  /// - Throws: `InputError` if it cannot be opened.
  init(_ path: String) throws(InputError) {
    if path == "-" {
      file = InputFile(borrowing: 0)
    } else {
      do { file = try InputFile(path: FileName(path)) } catch { throw InputError(error) }
    }
  }

  /// The next path; nil at the end, or after an interruption.
  ///
  /// - Parameter willWait: Called before bytes are read that may take a while to arrive.
  /// - Throws: `InputError` if the system refuses, or if a path is too long.
  mutating func next(_ willWait: () -> Void) throws(InputError) -> FileName? {
    while true {
      if let end = bytes[start...].firstIndex(of: separator) {
        let path = bytes[start..<end]
        start = end + 1
        if let name = name(path) { return name }
        continue
      }
      if isAtEnd {
        let path = bytes[start...]
        start = bytes.count
        return name(path)
      }
      if !file.isRegular { willWait() }
      try readMore()
      if Interruption.hasHappened { return nil }
    }
  }

  /// The name that a line holds; nil if it is empty.
  private func name(_ line: ArraySlice<UInt8>) -> FileName? {
    let isFromWindows = separator != 0 && line.last == UInt8(ascii: "\r")
    let path = isFromWindows ? line.dropLast() : line
    return path.isEmpty ? nil : FileName(bytes: path)
  }

  private mutating func readMore() throws(InputError) {
    bytes.removeFirst(start)
    start = 0
    if bytes.count > Self.longestPath {
      throw InputError(
        "a path of more than \(Self.longestPath) bytes; expected one path per line")
    }
    var piece: [UInt8] = []
    do {
      if let count = try file.read(into: &piece), count == 0 { isAtEnd = true }
    } catch {
      throw InputError(error)
    }
    if piece.contains(0) { separator = 0 }
    bytes += piece
  }
}
