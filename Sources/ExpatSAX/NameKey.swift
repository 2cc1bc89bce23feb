/// Distinguishes most names in two comparisons: the first 16 bytes of the name and the “>” that
/// follows it in a plain tag, padded with zeros. The first byte is the lowest one.
@usableFromInline
struct NameKey: Equatable, Sendable {
  @usableFromInline var head: UInt64 = 0
  @usableFromInline var tail: UInt64 = 0

  @usableFromInline static var size: Int { 16 }

  init() {}

  /// The key of any name.
  init(_ name: UnsafeRawBufferPointer) {
    for index in 0..<min(name.count, Self.size) { unsafe set(name[index], at: index) }
    if name.count < Self.size { set(UInt8(ascii: ">"), at: name.count) }
  }

  /// The key and length of the name that starts here and ends before a “>”; nil if the “>” is not
  /// within the first `size` bytes.
  ///
  /// - Parameter bytes: At least `size` bytes must be readable.
  @inline(__always)
  static func read(_ bytes: UnsafeRawPointer) -> (key: NameKey, length: Int)? {
    var key = NameKey()
    key.head = UInt64(littleEndian: unsafe bytes.loadUnaligned(as: UInt64.self))
    var hits = hits(in: key.head)
    if hits != 0 {
      key.head &= hits &- 1
      return (key, hits.trailingZeroBitCount &>> 3)
    }
    key.tail = UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    hits = Self.hits(in: key.tail)
    if hits == 0 { return nil }
    key.tail &= hits &- 1
    return (key, 8 &+ hits.trailingZeroBitCount &>> 3)
  }

  /// The top bit of the first “>”, and perhaps bits of later bytes.
  @inline(__always)
  private static func hits(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // The well-known test for a zero byte. Its lowest hit is exact.
    let other = word ^ (ones &* UInt64(UInt8(ascii: ">")))
    return (other &- ones) & ~other & (ones &* 0x80)
  }

  private mutating func set(_ byte: UInt8, at index: Int) {
    let bits = UInt64(byte) << UInt64(index % 8 * 8)
    if index < 8 { head |= bits } else { tail |= bits }
  }
}
