import PleskPackets

extension Location {
  /// The place after a text in UTF-8: CR, LF and CRLF each end a line.
  init(after text: String) {
    var (line, column) = (1, 1)
    for character in text {
      if character.isNewline {
        (line, column) = (line + 1, 1)
      } else {
        column += character.unicodeScalars.count
      }
    }
    self.init(byteOffset: text.utf8.count, line: line, column: column)
  }
}
