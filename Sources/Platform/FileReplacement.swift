#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// New content for a file that replaces the old content completely or not at all.
///
/// Until then the new content is in a hidden file in the same folder, which is removed if the
/// content is discarded. A symbolic link stays, and the file that it points to is replaced.
package final class FileReplacement {
  /// Write the new content to this descriptor.
  package let descriptor: CInt
  private let target: FileName
  private let temporary: FileName
  private var isOpen = true

  /// - Throws: `SystemError`.
  package init(of path: FileName) throws(SystemError) {
    let target = isSymbolicLink(path) ? try destination(of: path) : path
    self.target = target
    let folder = target.bytes.lastIndex(of: UInt8(ascii: "/")).map { target.bytes[...$0] } ?? []
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    temporary = FileName(bytes: folder + Array(".validate-\(digits).tmp".utf8))
    let old = fileStatus(of: target)
    let name = temporary.terminated
    // The name ends with a NUL and outlives the call. If the name exists already, even as a link,
    // the call fails.
    descriptor = unsafe open(
      name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, old == nil ? 0o666 : 0o600)
    if descriptor < 0 { throw refusal(.replace, target) }
    if let old {
      // Only root can change a file's owner; all other users own the new file already.
      _ = fchown(descriptor, old.st_uid, old.st_gid)
      _ = fchmod(descriptor, old.st_mode & 0o777)
    }
  }

  deinit { discard() }

  /// Replaces the file with what has been written.
  ///
  /// - Throws: `SystemError`; the file is then unchanged.
  package func commit() throws(SystemError) {
    guard isOpen else { return }
    // Some file systems report only now that there is no space left.
    let isWritten = fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP
    if !isWritten {
      let error = refusal(.replace, target)
      discard()
      throw error
    }
    isOpen = false
    let (from, to) = (temporary.terminated, target.terminated)
    // The names end with a NUL and outlive the calls.
    if unsafe close(descriptor) != 0 || rename(from, to) != 0 {
      let error = refusal(.replace, target)
      _ = unsafe unlink(from)
      throw error
    }
  }

  /// Removes what has been written. The file stays unchanged.
  package func discard() {
    guard isOpen else { return }
    isOpen = false
    _ = close(descriptor)
    let name = temporary.terminated
    // The name ends with a NUL and outlives the call.
    _ = unsafe unlink(name)
  }
}

/// Opens something for writing that exists and is not a regular file, such as a pipe or a device.
///
/// - Throws: `SystemError`.
package func openToWrite(_ path: FileName) throws(SystemError) -> CInt {
  let name = path.terminated
  // The name ends with a NUL and outlives the call.
  let descriptor = unsafe open(name, O_WRONLY | O_CLOEXEC | O_NOCTTY)
  if descriptor < 0 { throw refusal(.open, path) }
  return descriptor
}

/// The file that a link points to, after following all links.
private func destination(of link: FileName) throws(SystemError) -> FileName {
  let name = link.terminated
  // The name ends with a NUL and outlives the call. The system allocates the result.
  guard let path = unsafe realpath(name, nil) else { throw refusal(.replace, link) }
  defer { unsafe free(path) }
  // It ends with a NUL.
  let length = unsafe strlen(path)
  return FileName(bytes: (0..<length).map { unsafe UInt8(bitPattern: path[$0]) })
}

private func fileStatus(of path: FileName) -> stat? {
  var status = stat()
  let name = path.terminated
  // The name ends with a NUL and outlives the call. The system writes one status.
  return unsafe stat(name, &status) == 0 ? status : nil
}

/// The error of the last system call that failed.
private func refusal(_ operation: SystemError.Operation, _ path: FileName) -> SystemError {
  SystemError(operation, number: errno, path: path)
}
