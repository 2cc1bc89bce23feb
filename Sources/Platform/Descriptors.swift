#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

// Reads and writes that wait even if the descriptor does not block. Descriptors are often shared
// with programs that have made them non-blocking, such as those built on an event loop.

/// Reads once from a file descriptor.
///
/// - Returns: The number of bytes read; 0 at the end of the input, nil if a signal interrupted the
///   call.
/// - Throws: `SystemError` if the system refuses.
package func readOnce(
  _ descriptor: CInt, into room: UnsafeMutableRawBufferPointer
) throws(SystemError) -> Int? {
  while true {
    // The system writes no more bytes than there is room for.
    let count = unsafe read(descriptor, room.baseAddress, room.count)
    if count >= 0 { return count }
    switch errno {
    case EAGAIN: if !waitUntilReady(descriptor, POLLIN) { return nil }
    case EINTR: return nil
    case let number: throw SystemError(.read, number: number)
    }
  }
}

/// Writes all bytes to a file descriptor, in one system call if the system takes them at once.
///
/// - Returns: The error if the system refuses.
package func writeAll(_ bytes: Span<UInt8>, to descriptor: CInt) -> SystemError? {
  unsafe bytes.withUnsafeBytes { source in
    var done = 0
    while done < source.count {
      // The bytes that have not been written yet.
      let rest = unsafe UnsafeRawBufferPointer(rebasing: source[done...])
      let count = unsafe write(descriptor, rest.baseAddress, rest.count)
      if count > 0 {
        done += count
        continue
      }
      // A device that takes nothing and reports no error would never take anything.
      switch count == 0 ? EIO : errno {
      case EAGAIN: _ = waitUntilReady(descriptor, POLLOUT)
      case EINTR: continue
      case let number: return SystemError(.write, number: number)
      }
    }
    return nil
  }
}

/// Waits until a descriptor is ready.
///
/// - Returns: Whether it is ready; false if a signal interrupted the call.
private func waitUntilReady(_ descriptor: CInt, _ event: CInt) -> Bool {
  var request = pollfd(fd: descriptor, events: Int16(event), revents: 0)
  // One request, which outlives the call.
  return unsafe poll(&request, 1, -1) >= 0 || errno != EINTR
}
