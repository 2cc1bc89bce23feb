/// Takes the bytes of a document, in order and however they are cut. Whoever has bytes feeds them to one of these, and
/// needs to know no more about it.
package protocol ByteConsumer: ~Copyable {
  /// What ends the document early.
  associatedtype Failure: Error

  /// Takes the next bytes.
  mutating func feed(_ bytes: Span<UInt8>) throws(Failure)

  /// Reads once from a file descriptor, without a copy where that is possible.
  ///
  /// - Returns: How many bytes have been taken in; 0 at the end of the input, nil if a signal interrupted the call.
  mutating func feed(reading descriptor: CInt) throws(Failure) -> Int?

  /// Where the document ended, if something follows it that may be another document.
  var endOfDocument: Location? { get }
}
