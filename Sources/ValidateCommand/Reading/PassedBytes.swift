import Bytes
import PleskPackets

/// Bytes of an input that belong to no packet and no message, and are passed over.
struct PassedBytes {
  private let cursor: InputCursor
  private let start: Location
  private var isBlank = true

  /// - Parameter cursor: Stands at the first of them.
  init(_ cursor: InputCursor) {
    self.cursor = cursor
    start = cursor.place
  }

  /// Passes so many bytes, which are at hand.
  mutating func pass(_ count: Int) {
    isBlank = isBlank && cursor.first(count).allSatisfy { $0 <= 0x20 }
    cursor.advance(count)
  }

  /// How many they are, and from where on, in words; nil if they are blank, and so need not be told.
  var description: String? {
    isBlank
      ? nil
      : "\(cursor.place.byteOffset - start.byteOffset) bytes from line \(start.line) on"
  }
}
