/// The encodings that Expat has built in. Expat detects UTF-16 by a byte order mark or the first
/// bytes, and the others by the declaration.
public enum InputEncoding: String, Sendable, Codable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case latin1 = "ISO-8859-1"
  case ascii = "US-ASCII"

  /// The encoding of an input that starts with these bytes and declares this encoding name.
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

  /// The number of bytes in the byte order mark at the start; 0 if there is none.
  static func byteOrderMark(of start: [UInt8]) -> Int {
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { return 3 }
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { return 2 }
    return 0
  }

  /// Whether a code unit has two bytes.
  var isWide: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

  /// The length in bytes of the character that starts with these bytes; 1 if no character does.
  ///
  /// - Parameter bytes: At least one byte.
  func lengthOfFirst(in bytes: [UInt8]) -> Int {
    switch self {
    case .utf8: return Self.utf8Length(bytes[0])
    case .latin1, .ascii: return 1
    case .utf16LittleEndian, .utf16BigEndian:
      let high = self == .utf16BigEndian ? 0 : 1
      return bytes.count >= 2 && (0xD8...0xDB).contains(bytes[high]) ? 4 : 2
    }
  }

  /// The length in bytes of the UTF-8 character that starts with this byte; 1 if no character does.
  static func utf8Length(_ first: UInt8) -> Int {
    first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
  }

  /// Converts whole characters of this encoding to UTF-8.
  func utf8(_ bytes: Span<UInt8>) -> [UInt8] {
    switch self {
    case .utf8, .ascii:
      return bytes.indices.map { bytes[$0] }
    case .latin1:
      return bytes.indices.flatMap { Array(String(Unicode.Scalar(bytes[$0])).utf8) }
    case .utf16LittleEndian, .utf16BigEndian:
      let high = self == .utf16BigEndian ? 0 : 1
      let units = stride(from: 0, to: bytes.count - 1, by: 2).map {
        UInt16(bytes[$0 + high]) << 8 | UInt16(bytes[$0 + 1 - high])
      }
      return Array(String(decoding: units, as: UTF16.self).utf8)
    }
  }

  /// Whether the bytes are not a character of this encoding at all, as opposed to one that XML does
  /// not allow.
  func refuses(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first else { return false }
    switch self {
    case .latin1:
      return false
    case .ascii:
      return first >= 0x80
    case .utf16LittleEndian, .utf16BigEndian:
      // The second half of a surrogate pair without the first. Expat never gets to see the first
      // half without the second.
      return bytes.count >= 2 && (0xDC...0xDF).contains(bytes[self == .utf16BigEndian ? 0 : 1])
    case .utf8:
      if first < 0x80 { return false }
      var decoder = UTF8()
      var iterator = bytes.makeIterator()
      if case .scalarValue = decoder.decode(&iterator) { return false }
      return true
    }
  }
}
