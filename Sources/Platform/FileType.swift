#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether a path is a directory or a link to one.
public func isDirectory(_ path: FileName) -> Bool { fileType(of: path) == S_IFDIR }

/// Whether a path is a regular file or a link to one: not a directory, pipe or device.
public func isRegularFile(_ path: FileName) -> Bool { fileType(of: path) == S_IFREG }

/// Whether a path exists. A link exists if its target does.
public func exists(_ path: FileName) -> Bool { fileType(of: path) != nil }

/// Whether a path is itself a symbolic link.
public func isSymbolicLink(_ path: FileName) -> Bool {
  fileType(of: path, followingLinks: false) == S_IFLNK
}

private func fileType(of path: FileName, followingLinks: Bool = true) -> mode_t? {
  var status = stat()
  let name = path.terminated
  // The name ends with a NUL and outlives the call. The system writes one status.
  let result = unsafe followingLinks ? stat(name, &status) : lstat(name, &status)
  return result == 0 ? status.st_mode & S_IFMT : nil
}
