/// An element name for comparisons, kept for the life of the process.
///
/// Names come from tables that are created once, so comparing one needs no reference counting.
@safe
public struct SAXName: @unchecked Sendable {
  // Never written after `init` and never freed, so any thread may read it at any time.
  @usableFromInline let start: UnsafePointer<UInt8>
  public let count: Int
  @usableFromInline let key: NameKey

  /// - Parameter name: A name without a prefix.
  public init(_ name: String) {
    let bytes = Array(name.utf8)
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
    // No more bytes than have been allocated.
    for (index, byte) in bytes.enumerated() { unsafe (memory + index).initialize(to: byte) }
    unsafe start = UnsafePointer(memory)
    count = bytes.count
    key = unsafe bytes.withUnsafeBytes { unsafe NameKey($0) }
  }

  /// Whether the name does not fit into its key.
  @inlinable
  var isLong: Bool { count >= NameKey.size }
}
