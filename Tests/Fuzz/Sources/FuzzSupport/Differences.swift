/// The differences between two readings of the same bytes.
public struct Differences {
  private var found: [(what: String, first: String, second: String)] = []

  public init() {}

  public mutating func note<Value: Equatable>(_ what: String, _ first: Value, _ second: Value) {
    if first != second { found.append((what, "\(first)", "\(second)")) }
  }

  /// Notes the first place at which two lists differ.
  public mutating func note<Element: Equatable>(
    _ what: String, _ first: [Element], _ second: [Element]
  ) {
    let same = zip(first, second).prefix { $0 == $1 }.count
    func rest(_ list: [Element]) -> String {
      same < list.count ? "\(list[same]), \(list.count - same - 1) more" : "nothing more"
    }
    if same < max(first.count, second.count) {
      found.append(("\(what) from number \(same) on", rest(first), rest(second)))
    }
  }

  /// Ends the process if there are any. libFuzzer treats that as a crash, and keeps the input.
  ///
  /// - Parameters:
  ///   - packet: The bytes that were read.
  ///   - plan: How they were read, in words.
  ///   - first: The name of the first reading.
  ///   - second: The name of the second one.
  public func report(
    _ packet: [UInt8], _ plan: some CustomStringConvertible, _ first: String, _ second: String
  ) {
    if found.isEmpty { return }
    var text = """
      \(first) and \(second) differ
      packet of \(packet.count) bytes: \(packet.escaped)
      plan: \(plan)

      """
    for difference in found {
      text += """
        \(difference.what):
          \(first): \(difference.first)
          \(second): \(difference.second)

        """
    }
    fatalError(text)
  }
}

extension [UInt8] {
  /// As the text of a string literal that shows every byte.
  var escaped: String {
    var text = ""
    for byte in self {
      switch byte {
      case UInt8(ascii: "\\"): text += "\\\\"
      case UInt8(ascii: "\n"): text += "\\n"
      case 0x20...0x7E: text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return text
  }
}
