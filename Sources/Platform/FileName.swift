/// The name of a file as the system keeps it: any bytes except NUL.
public struct FileName: Hashable, Sendable {
  public var bytes: [UInt8]

  public init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  public init(_ text: String) { bytes = Array(text.utf8) }

  /// The name of an entry in the directory that has this name.
  public func appending(_ entry: FileName) -> FileName {
    let separator = bytes.last == UInt8(ascii: "/") || bytes.isEmpty ? [] : [UInt8(ascii: "/")]
    return FileName(bytes: bytes + separator + entry.bytes)
  }

  /// The bytes with a terminating NUL, for system calls.
  var terminated: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }
}

extension FileName: CustomStringConvertible {
  /// The name as text. A byte that is not valid UTF-8 is shown in hexadecimal, for example `\xE9`.
  public var description: String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    var rest = bytes[...]
    while !rest.isEmpty {
      // A scalar takes one to four bytes. Only a prefix of its exact length is valid.
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
