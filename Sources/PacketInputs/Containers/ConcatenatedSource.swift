import Bytes

/// A document that starts at a cursor, and leaves the cursor at its end.
final class ConcatenatedSource: ByteSource {
  private let cursor: InputCursor
  private let start: Location
  /// Bytes fed at once: few at first, because what follows a document is fed again.
  private var slice = 4 * 1024

  init(_ cursor: InputCursor) {
    self.cursor = cursor
    start = cursor.place
  }

  var mayWait: Bool { cursor.mayWait }

  func feed<Consumer: ByteConsumer & ~Copyable>(
    _ consumer: inout Consumer
  ) throws(FeedingError<Consumer.Failure>) -> Int? {
    if cursor.count == 0 {
      let hasMore: Bool?
      do { hasMore = try cursor.fill() } catch { throw .input(error) }
      guard let hasMore else { return nil }
      if !hasMore { return 0 }
    }
    let count = min(slice, cursor.count)
    slice = min(2 * slice, 64 * 1024)
    let bytes = cursor.bytes
    let range = cursor.position..<(cursor.position + count)
    try consumer.take(bytes.span.extracting(range))
    guard let end = consumer.endOfDocument else {
      cursor.advance(count)
      return count
    }
    cursor.go(to: start.followed(by: end))
    do { _ = try cursor.fill(8) } catch { throw .input(error) }
    if PacketStart.isDocument(cursor.first(8)) { return 0 }
    // What follows is not a document, so it is an error of this one.
    try consumer.take(Span())
    return 0
  }

  func bytes(in range: Range<Int>) -> [UInt8] {
    cursor.bytes(
      in: (start.byteOffset + range.lowerBound)..<(start.byteOffset + range.upperBound))
  }

  func outerPlace(of place: Location) -> OuterPlace? {
    OuterPlace(location: start.followed(by: place), showsInner: false)
  }
}
