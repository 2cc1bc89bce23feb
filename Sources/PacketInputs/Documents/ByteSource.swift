package import Bytes

/// Where the bytes of one document come from.
package protocol ByteSource: AnyObject {
  /// Whether the next bytes may take a while to arrive, as in a pipe.
  var mayWait: Bool { get }

  /// How many bytes there will be, if that is known.
  var size: Int? { get }

  /// Feeds the next bytes to the consumer.
  ///
  /// - Returns: How many they were; 0 at the end, which the consumer does not know of yet; nil if a
  ///   signal interrupted.
  func feed<Consumer: ByteConsumer & ~Copyable>(
    _ consumer: inout Consumer
  ) throws(FeedingError<Consumer.Failure>) -> Int?

  /// The bytes in a range again, for excerpts; empty if they are gone.
  ///
  /// - Parameter range: Byte offsets from the start of the document. Bytes beyond its end are left
  ///   out.
  func bytes(in range: Range<Int>) -> [UInt8]

  /// Where in the file a place of the document is; nil if the document is the whole file.
  func outerPlace(of place: Location) -> OuterPlace?
}

extension ByteSource {
  package var size: Int? { nil }
  package func outerPlace(of place: Location) -> OuterPlace? { nil }
}

/// A place in the file around a document.
package struct OuterPlace {
  package var location: Location
  /// Whether the place in the document should be shown, too.
  package var showsInner: Bool
}

/// Why a document could not be read to its end.
package enum FeedingError<Failure: Error>: Error {
  /// The consumer stopped.
  case consumer(Failure)
  /// The input could not be read any further.
  case input(InputError)
}

extension ByteConsumer where Self: ~Copyable {
  /// Takes bytes that a source has in memory.
  mutating func take(_ bytes: Span<UInt8>) throws(FeedingError<Failure>) {
    do { try feed(bytes) } catch { throw .consumer(error) }
  }
}

extension PieceReader {
  /// Replaces the bytes of a window with the next ones.
  func fill<Failure: Error>(
    _ window: inout PieceWindow, for consumer: Failure.Type
  ) throws(FeedingError<Failure>) -> Int? {
    do { return try window.read(from: self) } catch { throw .input(error) }
  }
}

extension Location {
  /// The place of something that starts here.
  func followed(by place: Location) -> Location {
    Location(
      byteOffset: byteOffset + place.byteOffset, line: line + place.line - 1,
      column: place.line == 1 ? column + place.column - 1 : place.column)
  }
}
