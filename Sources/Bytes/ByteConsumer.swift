/// Takes the bytes of a document in order, cut in any way. Sources feed their bytes to a consumer
/// and know nothing else about it.
package protocol ByteConsumer: ~Copyable {
  /// The error that ends the document early.
  associatedtype Failure: Error

  /// Takes the next bytes.
  mutating func feed(_ bytes: Span<UInt8>) throws(Failure)

  /// Reads once from a file descriptor, without copying the bytes where possible.
  ///
  /// - Returns: The number of bytes taken in; 0 at the end of the input, nil if a signal
  ///   interrupted the call.
  mutating func feed(reading descriptor: CInt) throws(Failure) -> Int?

  /// Where the document ended; nil unless something follows that may be another document.
  var endOfDocument: Location? { get }
}
