import Bytes

extension Array<UInt8> {
  /// A copy of the bytes, because `#expect` cannot take a span.
  init(copying bytes: Span<UInt8>) {
    self.init()
    append(copying: bytes)
  }
}
