extension Array<UInt8> {
  /// Adds a copy of the bytes at the end.
  package mutating func append(copying bytes: Span<UInt8>) {
    // The buffer is read within the span's own scope.
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

extension String {
  /// A string of these bytes of UTF-8; what is not UTF-8 becomes U+FFFD.
  package init(copying bytes: Span<UInt8>) {
    // The buffer is read within the span's own scope.
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
