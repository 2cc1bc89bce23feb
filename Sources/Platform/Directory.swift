#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An entry of a directory.
public struct DirectoryEntry: Sendable {
  /// The type of an entry, as far as the directory itself says.
  public enum Kind: Sendable {
    case regularFile, directory, link, other, unknown
  }

  public var name: FileName
  public var kind: Kind
}

/// The entries of a directory in no particular order, without `.` and `..`.
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
  // An entry is valid until the next call; it is copied before that.
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

/// The current directory; nil if the system does not report it.
public func currentDirectory() -> FileName? {
  // Without a buffer, the system allocates one of the right size. The path in it ends with a NUL.
  guard let path = unsafe getcwd(nil, 0) else { return nil }
  defer { unsafe free(path) }
  return unsafe FileName(String(cString: path))
}
