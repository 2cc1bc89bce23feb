/// A run of input bytes that are still in memory.
public struct InputWindow: ~Escapable {
  public let bytes: Span<UInt8>
  /// The offset of the first of these bytes, from the start of the input.
  public let byteOffset: Int

  @_lifetime(copy bytes)
  package init(_ bytes: Span<UInt8>, byteOffset: Int) {
    self.bytes = bytes
    self.byteOffset = byteOffset
  }

  /// The bytes between two offsets of the input, or up to the end of the window if there is no
  /// second offset; nil if the window does not hold all of them.
  @_lifetime(copy self)
  package func bytes(from low: Int, to high: Int? = nil) -> Span<UInt8>? {
    let high = high ?? byteOffset + bytes.count
    guard low >= byteOffset, low <= high, high - byteOffset <= bytes.count else { return nil }
    return bytes.extracting((low - byteOffset)..<(high - byteOffset))
  }
}
