/// A place in the input.
public struct Location: Hashable, Sendable, Codable {
  /// Bytes before this place, in the input as it was given (a byte order mark counts).
  public var byteOffset: Int
  /// The line, from 1. CR, LF and CRLF each end a line.
  public var line: Int
  /// The column in Unicode scalars, from 1. A byte order mark is no column.
  public var column: Int

  public init(byteOffset: Int, line: Int, column: Int) {
    self.byteOffset = byteOffset
    self.line = line
    self.column = column
  }

  /// The first byte of the input.
  public static let start = Location(byteOffset: 0, line: 1, column: 1)
}
