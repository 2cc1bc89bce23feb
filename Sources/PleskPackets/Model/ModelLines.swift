import Bytes

/// Reads one section of the text that Scripts/generate makes from Model/, line by line.
///
/// The text starts with a line of offsets: the start of each section, and the end of the last one.
/// Nothing is read before it is needed, so that start-up does not pay for texts that only findings
/// show.
struct ModelLines: ~Escapable {
  /// The sections, in the order of the text.
  enum Section: Int {
    /// The elements and facts used in conditions, and a line for each condition.
    case conditions
    /// A line for each rule: severity, index of its source, offset in `texts`, id.
    case rules
    /// Code and meaning, in the order of the codes.
    case errorCodes
    case sources
    /// For each rule: title, explanation, example, messages and an empty line.
    case texts
  }

  private let bytes: Span<UInt8>
  /// The offset of the next byte to read.
  private(set) var place: Int
  private let end: Int

  /// The width of an offset in the first line, with the space after it.
  private static let width = 6

  /// - Parameter offset: The offset in the section to start at.
  @_lifetime(immortal)
  init(_ section: Section, from offset: Int = 0) {
    bytes = ModelText.bytes
    let field = section.rawValue * Self.width
    place = Self.number(bytes.extracting(field..<field + Self.width - 1)) + offset
    end = Self.number(bytes.extracting(field + Self.width..<field + 2 * Self.width - 1))
  }

  var isAtEnd: Bool { place >= end || place >= bytes.count }

  /// Reads up to and including the next space or line end, and returns what comes before it.
  @_lifetime(copy self)
  mutating func field() -> Span<UInt8> { take { $0 == UInt8(ascii: " ") || $0 == Self.lineEnd } }

  /// Reads the rest of the line.
  @_lifetime(copy self)
  mutating func line() -> Span<UInt8> { take { $0 == Self.lineEnd } }

  /// Whether the last read ended at a line end.
  var startsLine: Bool { bytes[place - 1] == Self.lineEnd }

  /// Reads a field of digits.
  mutating func number() -> Int { Self.number(field()) }

  private static func number(_ digits: Span<UInt8>) -> Int {
    var number = 0
    for index in digits.indices { number = number * 10 + Int(digits[index] & 15) }
    return number
  }

  private static var lineEnd: UInt8 { UInt8(ascii: "\n") }

  @inline(__always)
  @_lifetime(copy self)
  private mutating func take(before isEnd: (UInt8) -> Bool) -> Span<UInt8> {
    let start = place
    var index = start
    while index < bytes.count, !isEnd(bytes[index]) { index += 1 }
    place = index + 1
    return bytes.extracting(start..<index)
  }
}
