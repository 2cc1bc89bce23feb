import Bytes
import ExpatSAX

/// References to characters in XML text, by number or by one of the five predefined names.
enum XMLReference {
  /// What follows an “&”.
  enum Match: Equatable {
    /// A name of this many bytes and a “;”, which stand for a character.
    case character(length: Int)
    /// The start of a name that may still be completed.
    case unfinished
    /// Something else.
    case none
  }

  private static let names: [(StaticString, Unicode.Scalar)] = [
    ("lt", "<"), ("gt", ">"), ("amp", "&"), ("quot", "\""), ("apos", "'"),
  ]

  /// The maximum number of bytes considered between “&” and “;”. A number with more leading zeros
  /// is not recognised.
  static var longestName: Int { 10 }

  /// Reads what follows an “&”.
  ///
  /// - Parameter scalar: Set to the character, if it is one that XML allows.
  static func read(_ bytes: Span<UInt8>, into scalar: inout Unicode.Scalar) -> Match {
    var length = 0
    while length < bytes.count, bytes[length] != UInt8(ascii: ";") { length += 1 }
    let name = bytes.extracting(0..<length)
    if length == bytes.count { return canStart(name) ? .unfinished : .none }
    guard let value = character(name) else { return .none }
    scalar = value
    return .character(length: length)
  }

  /// Whether more bytes can complete these to a name.
  private static func canStart(_ name: Span<UInt8>) -> Bool {
    if name.isEmpty || (name.count == 1 && name[0] == UInt8(ascii: "#")) { return true }
    if name[0] == UInt8(ascii: "#") {
      return name.elementsEqual("#x") || number(name) != nil
    }
    return names.contains { other, _ in
      name.count < other.utf8CodeUnitCount
        && name.elementsEqual(Array(other.description.utf8.prefix(name.count)))
    }
  }

  private static func character(_ name: Span<UInt8>) -> Unicode.Scalar? {
    guard name.count > 0, name[0] == UInt8(ascii: "#") else {
      return names.first { name.elementsEqual($0.0) }?.1
    }
    guard let scalar = number(name).flatMap({ Unicode.Scalar($0) }) else { return nil }
    return scalar.isXMLCharacter ? scalar : nil
  }

  /// The number after “#” or “#x”, if it is not above the highest code point.
  private static func number(_ name: Span<UInt8>) -> UInt32? {
    let isHexadecimal = name.count > 1 && name[1] == UInt8(ascii: "x")
    let first = isHexadecimal ? 2 : 1
    if first >= name.count { return nil }
    var value: UInt32 = 0
    for index in first..<name.count {
      guard let digit = digit(name[index], isHexadecimal) else { return nil }
      value = value &* (isHexadecimal ? 16 : 10) &+ digit
      if value > 0x10FFFF { return nil }
    }
    return value
  }

  private static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f") where isHexadecimal:
      UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F") where isHexadecimal:
      UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
