/// Which packet of which file, for people and programs to read.
package struct PacketName: Hashable, Sendable {
  /// The file as the command line or a folder names it; `-` is standard input.
  package let file: String
  /// Which packet of the file, where a file holds several.
  package let part: String?
  /// The bytes of the file's name, which need not be UTF-8.
  let fileBytes: [UInt8]

  /// - Parameter fileBytes: nil: the bytes of the text.
  package init(_ file: String, part: String? = nil, fileBytes: [UInt8]? = nil) {
    self.file = file
    self.part = part
    self.fileBytes = fileBytes ?? Array(file.utf8)
  }

  /// The name for people. It is safe to show only through `visibleName`.
  package var shown: String {
    let name = file == "-" ? "<stdin>" : file
    return part.map { "\(name) (\($0))" } ?? name
  }
}
