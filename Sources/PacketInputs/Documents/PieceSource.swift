import Bytes

/// All bytes of a reader, as one document.
final class PieceSource: ByteSource {
  private let reader: any PieceReader
  private var window = PieceWindow()

  init(_ reader: any PieceReader) {
    self.reader = reader
  }

  var mayWait: Bool { reader.mayWait }

  func feed<Consumer: ByteConsumer & ~Copyable>(
    _ consumer: inout Consumer
  ) throws(FeedingError<Consumer.Failure>) -> Int? {
    let count = try reader.fill(&window, for: Consumer.Failure.self)
    let bytes = window.bytes
    if count != nil { try consumer.take(bytes.span) }
    return count
  }

  func bytes(in range: Range<Int>) -> [UInt8] { window.bytes(in: range) }
}
