/// How packets start.
enum PacketStart {
  /// Whether an XML declaration or a start tag of `packet` is here, whether after a byte order mark
  /// or not.
  static func isPacket(_ bytes: ArraySlice<UInt8>) -> Bool {
    for (start, ends) in [("<?xml", " \t\r\n"), ("<packet", " \t\r\n>/")] {
      if bytes.starts(with: start.utf8), let next = bytes.dropFirst(start.utf8.count).first,
        ends.utf8.contains(next)
      {
        return true
      }
    }
    return false
  }

  /// Whether markup that could start a document is here, so not an end tag or a section.
  static func isDocument(_ bytes: ArraySlice<UInt8>) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    // In UTF-16, half of each of these characters is 0.
    let bytes = bytes.dropFirst(isMarked ? 3 : 0).filter { $0 != 0 }
    guard bytes.first == UInt8(ascii: "<"), let next = bytes.dropFirst().first else { return false }
    return next == UInt8(ascii: "?") || next == UInt8(ascii: "_") || next >= 0x80
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(next | 0x20)
      || bytes.dropFirst(2).first.map { $0 | 0x20 } == UInt8(ascii: "d")
  }
}
