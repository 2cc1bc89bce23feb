/// Part of an HTML page. Its literals are markup; text put into them is escaped.
///
/// So text from a packet or a file name cannot become markup, in elements or in quoted attributes.
struct Markup: ExpressibleByStringInterpolation {
  private(set) var bytes: [UInt8]

  init(stringLiteral markup: StaticString) {
    bytes = Array(markup.description.utf8)
  }

  init(stringInterpolation: StringInterpolation) {
    bytes = stringInterpolation.bytes
  }

  /// A style or a script of this program.
  init(embedded file: [UInt8]) {
    bytes = file
  }

  static func += (left: inout Markup, right: Markup) {
    left.bytes += right.bytes
  }

  static func += (output: inout [UInt8], markup: Markup) {
    output += markup.bytes
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    mutating func appendLiteral(_ markup: StaticString) {
      bytes.append(markup.description)
    }

    /// Text of this program or of an input. Control characters, and those that change the writing
    /// direction, become U+FFFD.
    mutating func appendInterpolation(_ text: String) {
      for byte in visible(text).utf8 {
        switch byte {
        case UInt8(ascii: "&"): bytes.append("&amp;")
        case UInt8(ascii: "<"): bytes.append("&lt;")
        case UInt8(ascii: ">"): bytes.append("&gt;")
        case UInt8(ascii: "\""): bytes.append("&quot;")
        case UInt8(ascii: "'"): bytes.append("&#39;")
        default: bytes.append(byte)
        }
      }
    }

    /// A number, without separators.
    mutating func appendInterpolation(_ number: some BinaryInteger) {
      bytes.append("\(number)")
    }

    mutating func appendInterpolation(_ markup: Markup) {
      bytes += markup.bytes
    }
  }
}
