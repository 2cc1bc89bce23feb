/// The encodings that Expat has built in, as it tells them: UTF-16 by byte order mark or the first bytes, the others by declaration.
public enum InputEncoding: String, Sendable, Codable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case latin1 = "ISO-8859-1"
  case ascii = "US-ASCII"

  /// The encoding of an input that starts with these bytes and declares this name.
  init(start: [UInt8], declared: String?) {
    let first = start.first ?? 0x3C
    let second = start.count > 1 ? start[1] : 0x3C
    switch (first, second) {
    case (0xFF, 0xFE): self = .utf16LittleEndian
    case (0xFE, 0xFF), (0, _): self = .utf16BigEndian
    case (_, 0): self = .utf16LittleEndian
    default:
      switch declared?.uppercased() {
      case "ISO-8859-1": self = .latin1
      case "US-ASCII": self = .ascii
      default: self = .utf8
      }
    }
  }

  /// The bytes of the byte order mark that an input with these first bytes has, 0 if it has none.
  static func byteOrderMark(of start: [UInt8]) -> Int {
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { return 3 }
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { return 2 }
    return 0
  }

  /// Whether the bytes are no character of this encoding, as opposed to one that XML does not allow.
  func refuses(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first else { return false }
    switch self {
    case .latin1:
      return false
    case .ascii:
      return first >= 0x80
    case .utf16LittleEndian, .utf16BigEndian:
      // Half of a surrogate pair without the other half.
      let high = self == .utf16BigEndian ? 0 : 1
      guard bytes.count >= 2 else { return false }
      if (0xDC...0xDF).contains(bytes[high]) { return true }
      let isFirst = (0xD8...0xDB).contains(bytes[high])
      return isFirst && !(bytes.count >= 4 && (0xDC...0xDF).contains(bytes[2 + high]))
    case .utf8:
      if first < 0x80 { return false }
      var decoder = UTF8()
      var iterator = bytes.makeIterator()
      if case .scalarValue = decoder.decode(&iterator) { return false }
      return true
    }
  }
}
