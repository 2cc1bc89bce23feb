import Bytes

/// Bytes of an input that belong to no document and no message, and are skipped.
struct SkippedBytes {
  private let cursor: InputCursor
  private let start: Location
  private var isBlank = true

  /// - Parameter cursor: Is at the first of them.
  init(_ cursor: InputCursor) {
    self.cursor = cursor
    start = cursor.place
  }

  /// Skips this many bytes, which are in memory.
  mutating func skip(_ count: Int) {
    isBlank = isBlank && cursor.first(count).allSatisfy { $0 <= 0x20 }
    cursor.advance(count)
  }

  /// How many they are and where they start, in words; nil if they are whitespace, which is not
  /// worth a note.
  var description: String? {
    isBlank
      ? nil
      : "\(cursor.place.byteOffset - start.byteOffset) bytes from line \(start.line) on"
  }
}
