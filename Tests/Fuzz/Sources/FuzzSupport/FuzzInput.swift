extension Choices {
  /// The input from libFuzzer.
  public init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    // libFuzzer's memory has `count` bytes, and is copied here.
    self.init(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
  }
}
