import Bytes

/// The document in an HTTP body.
final class HTTPBodySource: ByteSource {
  private let body: HTTPBody
  private let cursor: InputCursor
  /// The body, decompressed if need be.
  private let reader: any PieceReader
  private let isDecompressed: Bool
  private var window = PieceWindow()

  init(_ body: HTTPBody, _ cursor: InputCursor, decompressed reader: (any PieceReader)?) {
    self.body = body
    self.cursor = cursor
    self.reader = reader ?? body
    isDecompressed = reader != nil
  }

  var mayWait: Bool { reader.mayWait }

  func feed<Consumer: ByteConsumer & ~Copyable>(
    _ consumer: inout Consumer
  ) throws(FeedingError<Consumer.Failure>) -> Int? {
    let count = try reader.fill(&window, for: Consumer.Failure.self)
    guard count != nil, count != 0 else { return count }
    let bytes = window.bytes
    try consumer.take(bytes.span)
    guard let end = consumer.endOfDocument else { return count }
    let next = cursor.place
    body.end(at: end)
    do {
      _ = try cursor.fill(while: { HTTPStart.judge($0, isAll: false) == .perhaps })
    } catch {
      throw .input(error)
    }
    if HTTPStart.judge(cursor.first(.max), isAll: cursor.isAtEnd) == .yes { return 0 }
    // What follows is not a message, so it is an error of the document.
    cursor.go(to: next)
    try consumer.take(Span())
    return 0
  }

  func bytes(in range: Range<Int>) -> [UInt8] { window.bytes(in: range) }

  func outerPlace(of place: Location) -> OuterPlace? {
    OuterPlace(
      location: isDecompressed ? body.start : body.place(inFile: place), showsInner: true)
  }
}
