#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that is open for reading. It is closed when the value is destroyed.
public struct InputFile: ~Copyable, Sendable {
  /// For `StreamParser.feed(reading:)`.
  public let descriptor: CInt
  private let isOwned: Bool
  /// Where the input starts in the file: not at 0 if somebody else has already read from it.
  private let start: Int

  /// Opens a file.
  ///
  /// - Throws: `SystemError`.
  public init(path: FileName) throws(SystemError) {
    let name = path.terminated
    // The name ends with a NUL and outlives the call.
    descriptor = unsafe open(name, O_RDONLY | O_CLOEXEC)
    isOwned = true
    start = 0
    if descriptor < 0 {
      throw SystemError(.open, number: errno, path: path)
    }
  }

  /// Opens a file.
  ///
  /// - Throws: `SystemError`.
  public init(path: String) throws(SystemError) { try self.init(path: FileName(path)) }

  /// Uses a descriptor that somebody else has opened and will close.
  public init(borrowing descriptor: CInt) {
    self.descriptor = descriptor
    isOwned = false
    start = max(0, Int(lseek(descriptor, 0, SEEK_CUR)))
  }

  /// Reads once and replaces the buffer's content, whatever its size. Waits for bytes even if the
  /// descriptor does not block.
  ///
  /// - Returns: The number of bytes read; 0 at the end of the input, nil if a signal interrupted
  ///   the call.
  /// - Throws: `SystemError`.
  public func read(into buffer: inout [UInt8]) throws(SystemError) -> Int? {
    var result: Int?
    unsafe buffer = try [UInt8](unsafeUninitializedCapacity: 64 * 1024) {
      room, count throws(SystemError) in
      result = try unsafe readOnce(descriptor, into: UnsafeMutableRawBufferPointer(room))
      count = result ?? 0
    }
    return result
  }

  /// Reads bytes of a regular file at any place, without moving the place of the next ordinary
  /// read. Any thread may call this.
  ///
  /// - Parameters:
  ///   - buffer: Its first bytes are replaced. Its size is the number of bytes wanted.
  ///   - offset: In bytes from the start of the input.
  /// - Returns: How many bytes have been read: fewer than wanted only at the end of the file or if
  ///   the system refuses.
  package func read(into buffer: inout [UInt8], at offset: Int) -> Int {
    unsafe buffer.withUnsafeMutableBufferPointer { unsafe read(into: $0, at: offset) }
  }

  /// Reads until the memory is full or there is nothing more to read.
  private func read(into room: UnsafeMutableBufferPointer<UInt8>, at offset: Int) -> Int {
    var done = 0
    while done < room.count {
      // The system writes no more bytes than the rest of the memory holds.
      let rest = unsafe UnsafeMutableBufferPointer(rebasing: room[done...])
      let count = unsafe pread(
        descriptor, rest.baseAddress, rest.count, off_t(start + offset + done))
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      done += count
    }
    return done
  }

  /// Makes the next read start at a place in a regular file.
  ///
  /// - Parameter offset: In bytes from the start of the input.
  package func seek(to offset: Int) { _ = lseek(descriptor, off_t(start + offset), SEEK_SET) }

  /// Whether this is a regular file: not a pipe, terminal or device.
  public var isRegular: Bool { size != nil }

  /// The size of the input in bytes, if it is a regular file.
  public var size: Int? {
    var status = stat()
    // The system writes one status.
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return max(0, Int(status.st_size) - start)
  }

  deinit {
    if isOwned { _ = close(descriptor) }
  }

  /// The bytes in a range of a regular file; empty if the file cannot be read at arbitrary places.
  ///
  /// - Parameters:
  ///   - range: Offsets in bytes from the start of the input. Bytes after the end are left out.
  public func bytes(in range: Range<Int>) -> [UInt8] {
    guard range.lowerBound >= 0 else { return [] }
    return unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      count = unsafe read(into: buffer, at: range.lowerBound)
    }
  }
}
