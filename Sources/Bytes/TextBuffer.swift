/// Bytes collected from text events, in memory that is reused.
@safe
@usableFromInline
package struct TextBuffer: ~Copyable {
  /// `capacity` bytes, of which the first `length` are initialised; freed by `deinit`.
  @usableFromInline var start: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  @usableFromInline var length = 0

  package init() {
    capacity = Self.smallCapacity
    unsafe start = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.smallCapacity)
  }

  deinit {
    unsafe start.deallocate()
  }

  @inlinable
  package var count: Int { length }

  @inlinable
  package var isEmpty: Bool { length == 0 }

  /// The bytes collected so far.
  package var span: Span<UInt8> {
    @inlinable
    @_lifetime(borrow self)
    get {
      // The first `length` bytes are initialised, and stay in place while the buffer is borrowed.
      let span = unsafe Span(_unsafeStart: UnsafePointer(start), count: length)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Removes all bytes. Keeps the memory, unless a large text has made it large.
  @inlinable
  package mutating func removeAll() {
    length = 0
    if capacity > Self.keptCapacity { reallocate(Self.smallCapacity) }
  }

  @usableFromInline static var smallCapacity: Int { 256 }
  @usableFromInline static var keptCapacity: Int { 64 * 1024 }

  /// Appends a byte.
  package mutating func append(_ byte: UInt8) {
    if length == capacity { reallocate(capacity &* 2) }
    // There is room: `length` is less than `capacity`.
    unsafe (start + length).initialize(to: byte)
    length &+= 1
  }

  /// Appends a copy of the bytes.
  ///
  /// - Complexity: Amortised linear in the number of bytes.
  @inlinable
  package mutating func append(copying bytes: Span<UInt8>) {
    let count = bytes.count
    if count > capacity &- length { reallocate(max(capacity &* 2, length &+ count)) }
    // At least `count` bytes are free, and the source has `count` bytes. So all loads and stores
    // stay within both; for lengths in between, the two halves overlap.
    unsafe bytes.withUnsafeBytes { source in
      guard let from = source.baseAddress else { return }
      let to = unsafe UnsafeMutableRawPointer(start) + length
      switch count {
      case 8...16:
        let head = unsafe from.loadUnaligned(as: UInt64.self)
        let tail = unsafe from.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
        unsafe to.storeBytes(of: head, as: UInt64.self)
        unsafe to.storeBytes(of: tail, toByteOffset: count &- 8, as: UInt64.self)
      case 4..<8:
        let head = unsafe from.loadUnaligned(as: UInt32.self)
        let tail = unsafe from.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
        unsafe to.storeBytes(of: head, as: UInt32.self)
        unsafe to.storeBytes(of: tail, toByteOffset: count &- 4, as: UInt32.self)
      case 1..<4:
        for index in 0..<count {
          unsafe to.storeBytes(
            of: from.load(fromByteOffset: index, as: UInt8.self), toByteOffset: index,
            as: UInt8.self)
        }
      default:
        unsafe to.copyMemory(from: from, byteCount: count)
      }
    }
    length &+= count
  }

  @usableFromInline
  mutating func reallocate(_ size: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    // Only `removeAll` makes it smaller, and then there is nothing to keep.
    unsafe larger.update(from: start, count: length)
    unsafe start.deallocate()
    unsafe start = larger
    capacity = size
  }
}
