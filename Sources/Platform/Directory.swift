#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

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

/// Something in a directory.
public struct DirectoryEntry: Sendable {
  /// What it is, as far as the directory itself says.
  public enum Kind: Sendable {
    case regularFile, directory, link, other, unknown
  }

  public var name: FileName
  public var kind: Kind
}

/// What a directory has, in no order, itself and the one above left out.
///
/// - Throws: `SystemError`.
public func directoryEntries(of directory: FileName) throws(SystemError) -> [DirectoryEntry] {
  let name = directory.terminated
  // The name ends with a NUL and outlives the call.
  guard let stream = unsafe opendir(name) else {
    throw SystemError(.list, number: errno, path: directory)
  }
  defer { unsafe closedir(stream) }
  var entries: [DirectoryEntry] = []
  errno = 0
  // An entry lasts until the next call, by when it has been copied.
  while let entry = unsafe readdir(stream) {
    let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      unsafe FileName(bytes: bytes.prefix { $0 != 0 })
    }
    if name.bytes != [UInt8(ascii: ".")], name.bytes != Array("..".utf8) {
      let kind: DirectoryEntry.Kind =
        switch unsafe CInt(entry.pointee.d_type) {
        case CInt(DT_REG): .regularFile
        case CInt(DT_DIR): .directory
        case CInt(DT_LNK): .link
        case CInt(DT_UNKNOWN): .unknown
        default: .other
        }
      entries.append(DirectoryEntry(name: name, kind: kind))
    }
    errno = 0
  }
  if errno != 0 { throw SystemError(.list, number: errno, path: directory) }
  return entries
}

/// The current directory; nil if the system does not say.
public func currentDirectory() -> FileName? {
  // Without a buffer the system allocates one of the right size, which ends with a NUL and is freed here.
  guard let path = unsafe getcwd(nil, 0) else { return nil }
  defer { unsafe free(path) }
  return unsafe FileName(String(cString: path))
}
