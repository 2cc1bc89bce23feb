/// The name of a file as the system has it: any bytes but NUL.
public struct FileName: Hashable, Sendable {
  public var bytes: [UInt8]

  public init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  public init(_ text: String) { bytes = Array(text.utf8) }

  /// The name of something in the directory of this name.
  public func appending(_ entry: FileName) -> FileName {
    let separator = bytes.last == UInt8(ascii: "/") || bytes.isEmpty ? [] : [UInt8(ascii: "/")]
    return FileName(bytes: bytes + separator + entry.bytes)
  }

  /// Ends with a NUL, for the system.
  var terminated: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }
}

extension FileName: CustomStringConvertible {
  /// The name as text; a byte that is no UTF-8 as `\xE9`.
  public var description: String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    var rest = bytes[...]
    while !rest.isEmpty {
      // A scalar takes one to four bytes, and its length is what makes them valid.
      let length = (1...4).first { String(validating: rest.prefix($0), as: UTF8.self) != nil }
      if let length {
        text += String(decoding: rest.prefix(length), as: UTF8.self)
        rest = rest.dropFirst(length)
      } else {
        text += "\\x" + String(rest.removeFirst(), radix: 16, uppercase: true)
      }
    }
    return text
  }
}
