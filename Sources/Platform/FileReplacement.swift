#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// New content for a file, which takes the file's place as a whole or not at all.
///
/// Until then it is in a hidden file beside it, which goes away if the content is not kept. A link stays, and what it
/// leads to is replaced.
package final class FileReplacement {
  /// To write to.
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
    // The name ends with a NUL and outlives the call. What is there already, a link too, is refused.
    descriptor = unsafe open(
      name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, old == nil ? 0o666 : 0o600)
    if descriptor < 0 { throw refusal(.replace, target) }
    if let old {
      // Only root can give files away; the others have them already.
      _ = fchown(descriptor, old.st_uid, old.st_gid)
      _ = fchmod(descriptor, old.st_mode & 0o777)
    }
  }

  deinit { discard() }

  /// Puts what has been written in the file's place.
  ///
  /// - Throws: `SystemError`; the file is as it was then.
  package func commit() throws(SystemError) {
    guard isOpen else { return }
    // Some file systems tell only now that there is no room.
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

  /// Removes what has been written; the file stays as it was.
  package func discard() {
    guard isOpen else { return }
    isOpen = false
    _ = close(descriptor)
    let name = temporary.terminated
    // The name ends with a NUL and outlives the call.
    _ = unsafe unlink(name)
  }
}

/// Opens something that is there and no regular file, such as a pipe or a device, to write to it.
///
/// - Throws: `SystemError`.
package func openToWrite(_ path: FileName) throws(SystemError) -> CInt {
  let name = path.terminated
  // The name ends with a NUL and outlives the call.
  let descriptor = unsafe open(name, O_WRONLY | O_CLOEXEC | O_NOCTTY)
  if descriptor < 0 { throw refusal(.open, path) }
  return descriptor
}

/// What a link leads to, over further links.
private func destination(of link: FileName) throws(SystemError) -> FileName {
  let name = link.terminated
  // The name ends with a NUL and outlives the call, and the system allocates what it returns.
  guard let path = unsafe realpath(name, nil) else { throw refusal(.replace, link) }
  defer { unsafe free(path) }
  // It ends with a NUL.
  let length = unsafe strlen(path)
  return FileName(bytes: (0..<length).map { unsafe UInt8(bitPattern: path[$0]) })
}

private func fileStatus(of path: FileName) -> stat? {
  var status = stat()
  let name = path.terminated
  // The name ends with a NUL and outlives the call, and the system writes one status.
  return unsafe stat(name, &status) == 0 ? status : nil
}

/// The error of the call that failed last.
private func refusal(_ operation: SystemError.Operation, _ path: FileName) -> SystemError {
  SystemError(operation, number: errno, path: path)
}
