import ExpatSAX
import TestSupport

/// A way to encode a document's text.
struct Encoded: Hashable, Sendable, CustomStringConvertible {
  var encoding: InputEncoding
  var hasByteOrderMark = false
  /// The encoding name in the XML declaration; nil if there is no declaration.
  var declared: String?

  var description: String {
    "\(encoding.rawValue), \(hasByteOrderMark ? "with" : "without") a mark, \(declared ?? "not") declared"
  }

  static let all = [
    Encoded(encoding: .utf8), Encoded(encoding: .utf8, hasByteOrderMark: true),
    Encoded(encoding: .utf8, declared: "utf-8"),
    Encoded(encoding: .utf8, hasByteOrderMark: true, declared: "UTF-8"),
    Encoded(encoding: .utf16LittleEndian, hasByteOrderMark: true),
    Encoded(encoding: .utf16BigEndian, hasByteOrderMark: true),
    Encoded(encoding: .utf16LittleEndian, hasByteOrderMark: true, declared: "UTF-16"),
    Encoded(encoding: .utf16BigEndian, hasByteOrderMark: true, declared: "utf-16"),
    Encoded(encoding: .utf16LittleEndian, declared: "UTF-16LE"),
    Encoded(encoding: .utf16BigEndian, declared: "UTF-16BE"),
    Encoded(encoding: .latin1, declared: "ISO-8859-1"),
    Encoded(encoding: .latin1, declared: "iso-8859-1"),
    Encoded(encoding: .ascii, declared: "US-ASCII"),
  ]

  var declaration: String {
    declared.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>" } ?? ""
  }

  /// Whether the encoding has the scalar.
  func has(_ scalar: Unicode.Scalar) -> Bool {
    switch encoding {
    case .ascii: scalar.value < 0x80
    case .latin1: scalar.value < 0x100
    default: true
    }
  }

  /// The bytes of a text, without a byte order mark.
  func bytes(_ text: String) -> [UInt8] {
    switch encoding {
    case .utf8: Array(text.utf8)
    case .utf16LittleEndian: text.utf16Bytes(bigEndian: false)
    case .utf16BigEndian: text.utf16Bytes(bigEndian: true)
    case .latin1, .ascii: text.unicodeScalars.map { UInt8($0.value) }
    }
  }

  var byteOrderMark: [UInt8] { hasByteOrderMark ? bytes("\u{FEFF}") : [] }

  /// A whole document: byte order mark, declaration and text.
  func document(_ text: String) -> [UInt8] { byteOrderMark + bytes(declaration + text) }
}
