/// Bytes gathered from text events, in memory that is kept and used again.
@safe
public struct TextBuffer: ~Copyable {
  /// `capacity` bytes, the first `count` of them written; freed by `deinit`.
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  public private(set) var count = 0

  public init() {
    capacity = 256
    unsafe start = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
  }

  deinit {
    unsafe start.deallocate()
  }

  public var isEmpty: Bool { count == 0 }

  /// The bytes gathered so far.
  public var span: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      // The first `count` bytes are written, and stay while the buffer is borrowed.
      let span = unsafe Span(_unsafeStart: UnsafePointer(start), count: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Forgets the bytes, and keeps the memory unless a large text has made it large.
  public mutating func removeAll() {
    count = 0
    if capacity > Self.keptCapacity { reallocate(256) }
  }

  private static var keptCapacity: Int { 64 * 1024 }

  /// Adds a copy of the bytes at the end.
  ///
  /// - Complexity: Linear in the bytes, amortised.
  public mutating func append(copying bytes: Span<UInt8>) {
    if bytes.count > capacity - count { reallocate(max(capacity * 2, count + bytes.count)) }
    unsafe bytes.withUnsafeBufferPointer { source in
      // `capacity - count` bytes are free, which are at least as many.
      if let from = source.baseAddress {
        unsafe (start + count).update(from: from, count: source.count)
      }
    }
    count += bytes.count
  }

  private mutating func reallocate(_ size: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    // Only `removeAll` makes it smaller, with nothing left to keep.
    unsafe larger.update(from: start, count: count)
    unsafe start.deallocate()
    unsafe start = larger
    capacity = size
  }
}
