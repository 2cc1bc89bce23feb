import Bytes
import ExpatSAX
import PleskPackets

/// Why a packet could not be read to its end.
enum ReadingError: Error {
  /// The parser ended it.
  case packet(PacketError)
  /// Its bytes could not be had, and why.
  case input(String)
}

/// Where the bytes of one packet come from.
protocol ByteSource: AnyObject {
  /// Whether the next bytes may take a while to come, as those of a pipe.
  var mayWait: Bool { get }

  /// How many bytes there will be, if that is known.
  var size: Int? { get }

  /// Lets the parser, and what it is compared with, have the next bytes.
  ///
  /// - Returns: How many they were; 0 at the end, when the parser has not been told yet; nil if a signal interrupted.
  func feed(
    _ parser: inout PacketParser, _ comparison: EngineComparison?
  ) throws(ReadingError) -> Int?

  /// The bytes around a place once more, for excerpts; none if they cannot be had.
  ///
  /// - Parameter range: Offsets in bytes from the start of the packet. What is beyond the end is left out.
  func bytes(in range: Range<Int>) -> [UInt8]

  /// Where in the file a place of the packet is; nil if the packet is the whole file.
  func outerPlace(of place: Location) -> OuterPlace?
}

/// A place in the file around a packet.
struct OuterPlace {
  var location: Location
  /// Whether the place in the packet is of interest too.
  var tellsInner: Bool
}

extension ByteSource {
  var size: Int? { nil }
  func outerPlace(of place: Location) -> OuterPlace? { nil }
}

extension Location {
  /// A place of something that starts here.
  func followed(by place: Location) -> Location {
    Location(
      byteOffset: byteOffset + place.byteOffset, line: line + place.line - 1,
      column: place.line == 1 ? column + place.column - 1 : place.column)
  }
}

extension PacketParser {
  /// Takes bytes that a source has at hand, and lets what the parser is compared with have them too.
  mutating func take(
    _ bytes: Span<UInt8>, _ comparison: EngineComparison?
  ) throws(ReadingError) {
    do {
      if let comparison { try comparison.feed(&self, bytes) } else { try feed(bytes) }
    } catch {
      throw .packet(error)
    }
  }
}
