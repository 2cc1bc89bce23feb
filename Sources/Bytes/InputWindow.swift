/// A run of input bytes that are still in memory.
public struct InputWindow: ~Escapable {
  public let bytes: Span<UInt8>
  /// The offset of the first of them in the input.
  public let byteOffset: Int

  @_lifetime(copy bytes)
  package init(_ bytes: Span<UInt8>, byteOffset: Int) {
    self.bytes = bytes
    self.byteOffset = byteOffset
  }

  /// The bytes between two offsets of the input, if all are here; without a second offset, to the end.
  @_lifetime(copy self)
  package func bytes(from low: Int, to high: Int? = nil) -> Span<UInt8>? {
    let high = high ?? byteOffset + bytes.count
    guard low >= byteOffset, low <= high, high - byteOffset <= bytes.count else { return nil }
    return bytes.extracting((low - byteOffset)..<(high - byteOffset))
  }
}
