package import Bytes
import Platform

/// A file, or standard input, that is one document.
package final class FileSource: ByteSource {
  private let reader: FileReader
  private let first: PeekedReader
  /// The first bytes, until more are read: for excerpts of input that cannot be read again.
  private var piece: [UInt8] = []
  /// How many of these have been fed.
  private var fed = 0

  /// How many of them are fed at once: few, because everything found in them is held in memory.
  private static var slice: Int { 16 * 1024 }

  /// - Parameter first: The reader that has read the first bytes ahead.
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
    // From here on, nothing is copied.
    do { return try consumer.feed(reading: reader.file.descriptor) } catch {
      throw .consumer(error)
    }
  }

  private func readStart<Failure: Error>(
    for consumer: Failure.Type
  ) throws(FeedingError<Failure>) {
    do { _ = try first.read(into: &piece) } catch { throw .input(error) }
  }

  /// The file, if the next bytes come from it and it can be read at any offset.
  package var nextBytes: FileReader? {
    let isReadAhead = !first.start.isEmpty || fed < piece.count || first.hasEnded
    return isReadAhead || !reader.isRegular ? nil : reader
  }

  package func bytes(in range: Range<Int>) -> [UInt8] {
    let inMemory = Array(piece[range.clamped(to: 0..<piece.count)])
    if inMemory.count == range.count || !reader.isRegular { return inMemory }
    let again = reader.file.bytes(in: range)
    // The file may have become shorter.
    return again.count < inMemory.count ? inMemory : again
  }
}
