import ExpatSAX

/// References to characters in XML text, by number or by one of the five names that need no declaration.
enum XMLReference {
  private static let names: [(StaticString, Unicode.Scalar)] = [
    ("lt", "<"), ("gt", ">"), ("amp", "&"), ("quot", "\""), ("apos", "'"),
  ]

  /// The character that stands between “&” and “;” here; nil if there is none that XML allows.
  static func character(_ name: Span<UInt8>) -> Unicode.Scalar? {
    guard name.count > 0, name[0] == UInt8(ascii: "#") else {
      return names.first { name.elementsEqual($0.0) }?.1
    }
    let isHexadecimal = name.count > 1 && name[1] == UInt8(ascii: "x")
    let first = isHexadecimal ? 2 : 1
    if first == name.count { return nil }
    var value: UInt32 = 0
    for index in first..<name.count {
      guard let digit = digit(name[index], isHexadecimal) else { return nil }
      value = value &* (isHexadecimal ? 16 : 10) &+ digit
      if value > 0x10FFFF { return nil }
    }
    let isControl = value < 0x20 && value != 0x09 && value != 0x0A && value != 0x0D
    return isControl || value == 0xFFFE || value == 0xFFFF ? nil : Unicode.Scalar(value)
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
