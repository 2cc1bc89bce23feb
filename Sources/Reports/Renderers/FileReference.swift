/// Files as URIs (RFC 3986).
enum FileReference {
  /// A relative reference for a relative path, a `file:` URI for an absolute one.
  ///
  /// All but unreserved characters are percent-encoded, so that no name can be taken for a scheme,
  /// a query or a fragment.
  static func uri(of name: PacketName) -> String {
    let path = name.fileBytes
    return (path.first == UInt8(ascii: "/") ? "file://" : "") + path.map(encoded).joined()
  }

  private static func encoded(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
      String(Unicode.Scalar(byte))
    default:
      (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
    }
  }
}
