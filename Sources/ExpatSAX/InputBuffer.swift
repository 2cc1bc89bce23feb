#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Bytes of an input on their way to whoever reads them, with some of those that have been read.
///
/// The memory is allocated at the first byte, and stays as large as that.
@safe
package struct InputBuffer: ~Copyable {
  /// `capacity` bytes, the first `filled` of them written; freed by `deinit`.
  private var start: UnsafeMutableRawPointer?
  private var filled = 0
  /// How many of these have been read.
  private var done = 0
  /// The offset of the first byte in the input.
  private var byteOffset = 0

  /// The most that may wait while more is taken in.
  private static var longestWait: Int { 8 * 1024 }
  /// What is taken in at once.
  private static var block: Int { 64 * 1024 }
  /// How many bytes that have been read are kept.
  private static var context: Int { 1024 }
  private static var capacity: Int { context + longestWait + block }

  package init() {
    unsafe start = nil
  }

  deinit {
    unsafe start?.deallocate()
  }

  /// How many bytes wait to be read.
  package var count: Int { filled - done }

  /// The bytes that wait to be read.
  package var waiting: Span<UInt8> {
    @_lifetime(borrow self)
    get { span(from: done) }
  }

  /// All bytes that are at hand.
  package var window: InputWindow {
    @_lifetime(borrow self)
    get { InputWindow(span(from: 0), byteOffset: byteOffset) }
  }

  @_lifetime(borrow self)
  private func span(from first: Int) -> Span<UInt8> {
    guard let start = unsafe start else { return Span() }
    // `filled` bytes have been written, and stay while the buffer is borrowed.
    let bytes = unsafe UnsafeRawBufferPointer(start: start + first, count: filled - first)
    return unsafe _overrideLifetime(bytes.bindMemory(to: UInt8.self).span, borrowing: self)
  }

  /// Notes that so many of the waiting bytes have been read.
  package mutating func drop(_ count: Int) {
    done = min(filled, done + max(0, count))
  }

  /// Takes the waiting bytes back: somebody else has them, and will read them there.
  package mutating func forgetWaiting() { filled = done }

  /// Reads once from a file descriptor.
  ///
  /// - Returns: The bytes read; 0 at the end of the input, nil if a signal interrupted the call.
  /// - Throws: `SAXError.Code.input` if the system refuses, with the given location.
  package mutating func fill(
    from descriptor: CInt, at location: Location
  ) throws(SAXError) -> Int? {
    let room = unsafe makeRoom(Self.block)
    // The system writes at most as many bytes as there is room for.
    let count = unsafe read(descriptor, room.baseAddress, room.count)
    if count < 0 {
      if errno == EINTR { return nil }
      throw SAXError(code: .input, location: location, message: systemReason(errno))
    }
    filled += count
    return count
  }

  /// Copies the first of these bytes.
  ///
  /// - Parameter most: How many may wait then at the most.
  /// - Returns: How many have been copied.
  package mutating func append(copying bytes: Span<UInt8>, upTo most: Int) -> Int {
    let wanted = min(bytes.count, max(0, most - count))
    let room = unsafe makeRoom(wanted)
    // As many bytes as there are, and as there is room for.
    unsafe bytes.extracting(first: room.count).withUnsafeBytes { source in
      if let from = source.baseAddress {
        unsafe room.baseAddress?.copyMemory(from: from, byteCount: source.count)
      }
    }
    filled += room.count
    return room.count
  }

  /// Notes that bytes went by that have never been here; nothing waits.
  package mutating func pass(_ count: Int) {
    byteOffset += filled + count
    filled = 0
    done = 0
  }

  /// Room behind the waiting bytes, which are moved to the front if need be.
  ///
  /// - Returns: Memory for as many bytes as wanted, or less if too many wait. It is the caller's until the next call.
  private mutating func makeRoom(_ wanted: Int) -> UnsafeMutableRawBufferPointer {
    let start = unsafe self.start ?? .allocate(byteCount: Self.capacity, alignment: 16)
    unsafe self.start = start
    if Self.capacity - filled < wanted {
      let lost = max(0, done - Self.context)
      // Both within the first `filled` bytes; they may overlap.
      unsafe memmove(start, start + lost, filled - lost)
      filled -= lost
      done -= lost
      byteOffset += lost
    }
    let size = min(wanted, Self.capacity - filled)
    return unsafe UnsafeMutableRawBufferPointer(start: start + filled, count: size)
  }
}
