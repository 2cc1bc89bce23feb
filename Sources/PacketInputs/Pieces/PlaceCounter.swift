import Bytes

/// Counts bytes, lines and columns the way places do: CR, LF and CRLF each end a line, and columns
/// are Unicode scalars of UTF-8.
struct PlaceCounter {
  private(set) var location: Location
  /// Whether the last byte was a CR, so that an LF does not end another line.
  private(set) var isAfterCR = false

  init(at location: Location = .start) {
    self.location = location
  }

  mutating func advance(over bytes: Span<UInt8>) {
    var line = location.line
    var column = location.column
    var isAfterCR = isAfterCR
    for index in bytes.indices {
      let byte = bytes[index]
      if byte > 0x0D {
        column += byte & 0xC0 == 0x80 ? 0 : 1
        isAfterCR = false
      } else if byte == 0x0A, isAfterCR {
        isAfterCR = false
      } else if byte == 0x0A || byte == 0x0D {
        line += 1
        column = 1
        isAfterCR = byte == 0x0D
      } else {
        column += 1
        isAfterCR = false
      }
    }
    self.isAfterCR = isAfterCR
    location = Location(byteOffset: location.byteOffset + bytes.count, line: line, column: column)
  }
}
