extension Choices {
  /// The input that libFuzzer hands in.
  public init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    // libFuzzer's memory is of `count` bytes, and is copied here.
    self.init(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
  }
}
