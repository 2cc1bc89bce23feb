extension Array<UInt8> {
  /// Appends a copy of the bytes.
  package mutating func append(copying bytes: Span<UInt8>) {
    // The buffer is read within the span's own scope.
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

extension String {
  /// Decodes the bytes as UTF-8; invalid bytes become U+FFFD.
  package init(copying bytes: Span<UInt8>) {
    // The buffer is read within the span's own scope.
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
