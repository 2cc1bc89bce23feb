import Bytes

/// Counts bytes, lines and columns as they go by, in the way of places: CR, LF and CRLF each end a line, and columns are
/// Unicode scalars of UTF-8.
struct PlaceCounter {
  private(set) var location: Location
  /// Whether the last byte was a CR, so that an LF ends no further line.
  private(set) var isBehindCR = false

  init(at location: Location = .start) {
    self.location = location
  }

  mutating func advance(over bytes: Span<UInt8>) {
    var line = location.line
    var column = location.column
    var isBehindCR = isBehindCR
    for index in bytes.indices {
      let byte = bytes[index]
      if byte > 0x0D {
        column += byte & 0xC0 == 0x80 ? 0 : 1
        isBehindCR = false
      } else if byte == 0x0A, isBehindCR {
        isBehindCR = false
      } else if byte == 0x0A || byte == 0x0D {
        line += 1
        column = 1
        isBehindCR = byte == 0x0D
      } else {
        column += 1
        isBehindCR = false
      }
    }
    self.isBehindCR = isBehindCR
    location = Location(byteOffset: location.byteOffset + bytes.count, line: line, column: column)
  }
}
