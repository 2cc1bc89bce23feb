#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether a path leads to a directory, also by links.
public func isDirectory(_ path: FileName) -> Bool { fileType(of: path) == S_IFDIR }

/// Whether a path leads to a file of bytes that stay, also by links: no directory, pipe or device.
public func isRegularFile(_ path: FileName) -> Bool { fileType(of: path) == S_IFREG }

/// Whether a path leads to anything, also by links.
public func exists(_ path: FileName) -> Bool { fileType(of: path) != nil }

/// Whether a path is a link itself.
public func isSymbolicLink(_ path: FileName) -> Bool {
  fileType(of: path, followingLinks: false) == S_IFLNK
}

private func fileType(of path: FileName, followingLinks: Bool = true) -> mode_t? {
  var status = stat()
  let name = path.terminated
  // The name ends with a NUL and outlives the call, and the system writes one status.
  let result = unsafe followingLinks ? stat(name, &status) : lstat(name, &status)
  return result == 0 ? status.st_mode & S_IFMT : nil
}
