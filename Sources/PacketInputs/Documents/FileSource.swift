package import Bytes
import Platform

/// A file, or standard input, whose bytes are those of the document.
package final class FileSource: ByteSource {
  private let reader: FileReader
  private let first: PeekedReader
  /// The first bytes while they are the last that came, for excerpts of what cannot be read again.
  private var piece: [UInt8] = []
  /// How many of these the consumer has had.
  private var fed = 0

  /// Bytes of them that the consumer gets at once, because all that it finds in them gathers.
  private static var slice: Int { 16 * 1024 }

  /// - Parameter first: Has read the first bytes.
  init(_ reader: FileReader, after first: PeekedReader) {
    self.reader = reader
    self.first = first
  }

  convenience init(_ file: consuming InputFile) {
    let reader = FileReader(file)
    self.init(reader, after: PeekedReader(reader))
  }

  package var size: Int? { reader.size }

  package var mayWait: Bool { first.mayWait && fed == piece.count }

  package func feed<Consumer: ByteConsumer & ~Copyable>(
    _ consumer: inout Consumer
  ) throws(FeedingError<Consumer.Failure>) -> Int? {
    if !first.start.isEmpty { try readStart(for: Consumer.Failure.self) }
    if fed < piece.count {
      let bytes = piece
      let count = min(Self.slice, bytes.count - fed)
      fed += count
      try consumer.take(bytes.span.extracting((fed - count)..<fed))
      return count
    }
    if first.hasEnded { return 0 }
    piece = []
    fed = 0
    // From here on without a copy.
    do { return try consumer.feed(reading: reader.file.descriptor) } catch {
      throw .consumer(error)
    }
  }

  private func readStart<Failure: Error>(
    for consumer: Failure.Type
  ) throws(FeedingError<Failure>) {
    do { _ = try first.read(into: &piece) } catch { throw .input(error) }
  }

  /// The file, if the next bytes come from there and can be had at any place.
  package var nextBytes: FileReader? {
    let isReadAhead = !first.start.isEmpty || fed < piece.count || first.hasEnded
    return isReadAhead || !reader.isRegular ? nil : reader
  }

  package func bytes(in range: Range<Int>) -> [UInt8] {
    let atHand = Array(piece[range.clamped(to: 0..<piece.count)])
    if atHand.count == range.count || !reader.isRegular { return atHand }
    let again = reader.file.bytes(in: range)
    // The file may have become shorter.
    return again.count < atHand.count ? atHand : again
  }
}
