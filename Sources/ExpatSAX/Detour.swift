import Bytes

/// Bytes of the input that went past Expat, and what that does to the places that it tells.
struct Detour {
  /// How many bytes, in all.
  private(set) var bytes = 0
  /// Lines that ended in them.
  private var lines = 0
  /// The line on which Expat stood, in its own count, when the last bytes went past, and by how much its columns on that
  /// line are too low since. From the next line on they are right.
  private var line = 0
  private var columns = 0
  /// The offset behind the last bytes.
  private(set) var end = 0

  /// Notes that the input is at a place while Expat, of the bytes that it has seen, tells another.
  mutating func extend(to place: Location, from told: Location) {
    bytes = place.byteOffset - told.byteOffset
    lines = place.line - told.line
    line = told.line
    columns = place.column - told.column
    end = place.byteOffset
  }

  /// The place in the input of what Expat tells.
  @inline(__always)
  func correct(_ told: Location) -> Location {
    if bytes == 0 { return told }
    return Location(
      byteOffset: told.byteOffset &+ bytes, line: told.line &+ lines,
      column: told.line == line ? told.column &+ columns : told.column)
  }
}
