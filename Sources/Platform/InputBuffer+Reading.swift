package import Bytes

extension InputBuffer {
  /// Reads once from a file descriptor. Waits for bytes even if the descriptor does not block.
  ///
  /// - Returns: The number of bytes read; 0 at the end of the input, nil if a signal interrupted
  ///   the call.
  /// - Throws: `SystemError` if the system refuses.
  package mutating func fill(from descriptor: CInt) throws(SystemError) -> Int? {
    try unsafe fill { room throws(SystemError) in try unsafe readOnce(descriptor, into: room) }
  }
}
