import Bytes

/// Input bytes that Expat does not get to see, and how they shift the places that it reports.
struct Detour {
  /// The number of these bytes in total.
  private(set) var bytes = 0
  /// The number of lines that end in them.
  private var lines = 0
  /// The line that Expat was on, in its own count, when the last bytes bypassed it, and by how much
  /// its columns on that line have been too low since then. From the next line on they are right.
  private var line = 0
  private var columns = 0
  /// The offset after the last of these bytes.
  private(set) var end = 0

  /// Records that the input is at one place while Expat reports another for the bytes it has seen.
  mutating func extend(to place: Location, from reported: Location) {
    bytes = place.byteOffset - reported.byteOffset
    lines = place.line - reported.line
    line = reported.line
    columns = place.column - reported.column
    end = place.byteOffset
  }

  /// The place in the input that corresponds to a place that Expat reports.
  @inline(__always)
  func correct(_ reported: Location) -> Location {
    if bytes == 0 { return reported }
    return Location(
      byteOffset: reported.byteOffset &+ bytes, line: reported.line &+ lines,
      column: reported.line == line ? reported.column &+ columns : reported.column)
  }
}
