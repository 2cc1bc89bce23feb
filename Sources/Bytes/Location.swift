/// A place in the input.
public struct Location: Hashable, Sendable, Codable {
  /// The number of bytes before this place, in the input as given. A byte order mark counts.
  public var byteOffset: Int
  /// The line, counted from 1. CR, LF and CRLF each end a line.
  public var line: Int
  /// The column in Unicode scalars, counted from 1. A byte order mark does not count.
  public var column: Int

  public init(byteOffset: Int, line: Int, column: Int) {
    self.byteOffset = byteOffset
    self.line = line
    self.column = column
  }

  /// The place of the first byte of the input.
  public static let start = Location(byteOffset: 0, line: 1, column: 1)
}
