/// Bytes of an input on their way to whoever reads them, with some of those that have been read.
///
/// The memory is allocated at the first byte, and grows once if much is read.
@safe
package struct InputBuffer: ~Copyable {
  /// `capacity` bytes, the first `filled` of them written; freed by `deinit`.
  private var start: UnsafeMutableRawPointer?
  private var filled = 0
  private var capacity = 0
  /// How many of these have been read.
  private var done = 0
  /// The offset of the first byte in the input.
  private var byteOffset = 0

  /// The most that may wait while more is taken in.
  private static var longestWait: Int { 8 * 1024 }
  /// How many bytes that have been read are kept.
  private static var context: Int { 1024 }

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

  /// How many of the bytes that have just come a parser gets at once, when so many of them are left.
  package func slice(of left: Int) -> Int {
    min(left, InputBlock.slice(after: byteOffset + filled - left))
  }

  /// Notes that so many of the waiting bytes have been read.
  package mutating func drop(_ count: Int) {
    done = min(filled, done + max(0, count))
  }

  /// Takes the waiting bytes back: somebody else has them, and will read them there.
  package mutating func forgetWaiting() { filled = done }

  /// Takes in what a call writes into memory, so that the bytes need no copy.
  ///
  /// - Parameter write: Gets the memory, whose size is that of a usual read, and returns how many bytes it has written; nil if
  ///   it was interrupted.
  /// - Returns: What the call returned.
  /// - Throws: What the call throws.
  package mutating func fill<Failure: Error>(
    _ write: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int?
  ) throws(Failure) -> Int? {
    let room = unsafe makeRoom(InputBlock.size(after: byteOffset + filled))
    guard let count = try unsafe write(room) else { return nil }
    filled += min(max(0, count), room.count)
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
    let start = unsafe memory(for: wanted)
    if capacity - filled < wanted {
      let lost = max(0, done - Self.context)
      // Both within the first `filled` bytes; they may overlap.
      unsafe start.copyMemory(from: start + lost, byteCount: filled - lost)
      filled -= lost
      done -= lost
      byteOffset += lost
    }
    let size = min(wanted, capacity - filled)
    return unsafe UnsafeMutableRawBufferPointer(start: start + filled, count: size)
  }

  /// Memory that has room for so many bytes beside what is kept.
  private mutating func memory(for wanted: Int) -> UnsafeMutableRawPointer {
    let needed = Self.context + Self.longestWait + wanted
    if let start = unsafe start, needed <= capacity { return unsafe start }
    let size = max(needed, InputBlock.size(after: 0) + Self.context + Self.longestWait)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    // The new memory is larger than the old one, of which the first bytes are written.
    if let start = unsafe start {
      unsafe larger.copyMemory(from: start, byteCount: filled)
      unsafe start.deallocate()
    }
    unsafe start = larger
    capacity = size
    return unsafe larger
  }
}
