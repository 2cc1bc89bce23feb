/// Input bytes on their way to their reader, together with some bytes that have been read already.
///
/// The memory is allocated at the first byte and grows once if a lot is read.
@safe
package struct InputBuffer: ~Copyable {
  /// `capacity` bytes, of which the first `filled` are initialised; freed by `deinit`.
  private var start: UnsafeMutableRawPointer?
  private var filled = 0
  private var capacity = 0
  /// How many of the filled bytes have been read.
  private var done = 0
  /// The offset of the first byte, from the start of the input.
  private var byteOffset = 0

  /// The most bytes that may wait while more are taken in.
  private static var longestWait: Int { 8 * 1024 }
  /// How many bytes are kept after they have been read.
  private static var context: Int { 1024 }

  package init() {
    unsafe start = nil
  }

  deinit {
    unsafe start?.deallocate()
  }

  /// The number of bytes that wait to be read.
  package var count: Int { filled - done }

  /// The bytes that wait to be read.
  package var waiting: Span<UInt8> {
    @_lifetime(borrow self)
    get { span(from: done) }
  }

  /// All bytes in memory, those that have been read included.
  package var window: InputWindow {
    @_lifetime(borrow self)
    get { InputWindow(span(from: 0), byteOffset: byteOffset) }
  }

  @_lifetime(borrow self)
  private func span(from first: Int) -> Span<UInt8> {
    guard let start = unsafe start else { return Span() }
    // `filled` bytes are initialised, and stay in place while the buffer is borrowed.
    let bytes = unsafe UnsafeRawBufferPointer(start: start + first, count: filled - first)
    return unsafe _overrideLifetime(bytes.bindMemory(to: UInt8.self).span, borrowing: self)
  }

  /// How many bytes of the last read a parser gets next, when this many of them are left.
  package func slice(of left: Int) -> Int {
    min(left, InputBlock.slice(after: byteOffset + filled - left))
  }

  /// Records that this many of the waiting bytes have been read.
  package mutating func drop(_ count: Int) {
    done = min(filled, done + max(0, count))
  }

  /// Drops the waiting bytes: the caller has them too, and reads them from its own memory.
  package mutating func forgetWaiting() { filled = done }

  /// Lets a closure write bytes straight into the buffer, so that they need no copy.
  ///
  /// - Parameter write: Gets memory for one ordinary read and returns how many bytes it has
  ///   written, or nil if it was interrupted.
  /// - Returns: What the closure returned.
  /// - Throws: What the closure throws.
  package mutating func fill<Failure: Error>(
    _ write: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int?
  ) throws(Failure) -> Int? {
    let room = unsafe makeRoom(InputBlock.size(after: byteOffset + filled))
    guard let count = try unsafe write(room) else { return nil }
    filled += min(max(0, count), room.count)
    return count
  }

  /// Appends a copy of the first of these bytes.
  ///
  /// - Parameter most: The most bytes that may wait afterwards.
  /// - Returns: How many bytes have been copied.
  package mutating func append(copying bytes: Span<UInt8>, upTo most: Int) -> Int {
    let wanted = min(bytes.count, max(0, most - count))
    let room = unsafe makeRoom(wanted)
    // No more bytes than there are, and no more than there is room for.
    unsafe bytes.extracting(first: room.count).withUnsafeBytes { source in
      if let from = source.baseAddress {
        unsafe room.baseAddress?.copyMemory(from: from, byteCount: source.count)
      }
    }
    filled += room.count
    return room.count
  }

  /// Records that this many bytes were read past the buffer, while nothing waited in it.
  package mutating func pass(_ count: Int) {
    byteOffset += filled + count
    filled = 0
    done = 0
  }

  /// Makes room after the waiting bytes. Moves them to the front if necessary.
  ///
  /// - Returns: Memory for the wanted number of bytes, or for fewer if too many wait. The caller
  ///   may use it until the next call.
  private mutating func makeRoom(_ wanted: Int) -> UnsafeMutableRawBufferPointer {
    let start = unsafe memory(for: wanted)
    if capacity - filled < wanted {
      let lost = max(0, done - Self.context)
      // Source and target lie within the first `filled` bytes and may overlap.
      unsafe start.copyMemory(from: start + lost, byteCount: filled - lost)
      filled -= lost
      done -= lost
      byteOffset += lost
    }
    let size = min(wanted, capacity - filled)
    return unsafe UnsafeMutableRawBufferPointer(start: start + filled, count: size)
  }

  /// Memory with room for this many bytes in addition to those that are kept.
  private mutating func memory(for wanted: Int) -> UnsafeMutableRawPointer {
    let needed = Self.context + Self.longestWait + wanted
    if let start = unsafe start, needed <= capacity { return unsafe start }
    let size = max(needed, InputBlock.size(after: 0) + Self.context + Self.longestWait)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    // The new memory is larger than the old, whose first `filled` bytes are initialised.
    if let start = unsafe start {
      unsafe larger.copyMemory(from: start, byteCount: filled)
      unsafe start.deallocate()
    }
    unsafe start = larger
    capacity = size
    return unsafe larger
  }
}
