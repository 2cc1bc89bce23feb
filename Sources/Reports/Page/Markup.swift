/// A piece of an HTML page. Its literals are markup; whatever is put into them is text, and escaped.
///
/// So what comes from a packet or from the name of a file cannot become markup, in elements and in quoted attributes.
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

  static func += (output: inout [UInt8], piece: Markup) {
    output += piece.bytes
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    mutating func appendLiteral(_ markup: StaticString) {
      bytes.append(markup.description)
    }

    /// Text of this program or of an input. What would drive the reader's eye elsewhere becomes U+FFFD.
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

    mutating func appendInterpolation(_ piece: Markup) {
      bytes += piece.bytes
    }
  }
}
