#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that is open for reading, and closed with the value's end.
public struct InputFile: ~Copyable {
  /// For `StreamParser.feed(reading:)`.
  public let descriptor: CInt
  private let isOwned: Bool
  /// Where in the file the input starts: not at 0, if somebody else has read before.
  private let start: Int

  /// Opens a file.
  ///
  /// - Throws: `SAXError.Code.input` with the system's reason.
  public init(path: String) throws(SAXError) {
    // The string outlives the call.
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    isOwned = true
    start = 0
    if descriptor < 0 {
      throw SAXError(code: .input, location: .start, message: systemReason(errno))
    }
  }

  /// Takes a descriptor that somebody else opened and will close.
  public init(borrowing descriptor: CInt) {
    self.descriptor = descriptor
    isOwned = false
    start = max(0, Int(lseek(descriptor, 0, SEEK_CUR)))
  }

  deinit {
    if isOwned { _ = close(descriptor) }
  }

  /// The bytes around a place of a regular file; none if the file cannot be read at any place.
  ///
  /// - Parameters:
  ///   - range: Offsets in bytes from the start of the input. What is beyond the end is left out.
  public func bytes(in range: Range<Int>) -> [UInt8] {
    guard range.lowerBound >= 0 else { return [] }
    return unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      // The system writes at most as many bytes as the buffer has.
      let read = unsafe pread(
        descriptor, buffer.baseAddress, buffer.count, off_t(start + range.lowerBound))
      count = max(0, read)
    }
  }
}

/// Whether a path leads to a directory, also by links.
public func isDirectory(_ path: String) -> Bool {
  var status = stat()
  // The string outlives the call, and the system writes one status.
  return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Whether a path leads to a file of bytes that stay, also by links: no directory, pipe or device.
public func isRegularFile(_ path: String) -> Bool {
  var status = stat()
  // The string outlives the call, and the system writes one status.
  return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}

/// Makes a signal call the handler and end a read that waits, so that `StreamParser.feed(reading:)` returns nil.
public func interruptReads(
  on signal: CInt, calling handler: @escaping @convention(c) (CInt) -> Void
) {
  // A zeroed action has no flags and so no SA_RESTART; the system copies it.
  var action = sigaction()
  #if canImport(Darwin)
    unsafe action.__sigaction_u.__sa_handler = handler
  #else
    unsafe action.__sigaction_handler.sa_handler = handler
  #endif
  _ = unsafe sigaction(signal, &action, nil)
}

/// What the system says of an error number.
public func systemReason(_ number: CInt) -> String {
  // The text lasts until the next call of strerror on this thread, after it has been copied.
  guard let text = unsafe strerror(number) else { return "error \(number)" }
  return unsafe String(cString: text)
}
