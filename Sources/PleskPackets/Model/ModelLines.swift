import Bytes

/// Reads one section of the text that Scripts/generate makes of Model/, line by line.
///
/// The text starts with a line of offsets: where each section starts, and where the last one ends.
/// Nothing is read before it is needed, so that start-up does not pay for texts that only findings show.
struct ModelLines: ~Escapable {
  /// The sections, in the order of the text.
  enum Section: Int {
    /// The elements and facts that conditions name, and a line for each condition.
    case conditions
    /// A line for each rule: severity, number of its source, offset in `texts`, id.
    case rules
    /// Code and meaning, in the order of the codes.
    case errorCodes
    case sources
    /// For each rule: title, explanation, example, messages, and an empty line.
    case texts
  }

  private let bytes: Span<UInt8>
  /// The offset of what is read next.
  private(set) var place: Int
  private let end: Int

  /// Digits of an offset in the first line, and a blank.
  private static let width = 6

  /// - Parameter offset: Where to start in the section.
  @_lifetime(immortal)
  init(_ section: Section, from offset: Int = 0) {
    bytes = ModelText.bytes
    let field = section.rawValue * Self.width
    place = Self.number(bytes.extracting(field..<field + Self.width - 1)) + offset
    end = Self.number(bytes.extracting(field + Self.width..<field + 2 * Self.width - 1))
  }

  var isAtEnd: Bool { place >= end || place >= bytes.count }

  /// Takes what comes before the next blank or line end, and that.
  @_lifetime(copy self)
  mutating func field() -> Span<UInt8> { take { $0 == UInt8(ascii: " ") || $0 == Self.lineEnd } }

  /// Takes the rest of the line.
  @_lifetime(copy self)
  mutating func line() -> Span<UInt8> { take { $0 == Self.lineEnd } }

  /// Whether what has been taken last ended its line.
  var startsLine: Bool { bytes[place - 1] == Self.lineEnd }

  /// Takes a field of digits.
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
