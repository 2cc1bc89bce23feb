import Bytes

/// Writes one JSON object, its members in the order given.
///
/// It is written by hand because a result must cost no allocation, which encoders do not offer.
struct JSONObject {
  private var isEmpty = true

  /// Starts an object at the end of the bytes.
  init(into output: inout [UInt8]) {
    output.append(UInt8(ascii: "{"))
  }

  func end(_ output: inout [UInt8]) {
    output.append(UInt8(ascii: "}"))
  }

  mutating func member(_ name: StaticString, _ value: String?, _ output: inout [UInt8]) {
    guard let value else { return }
    key(name, &output)
    appendJSONString(value.utf8.span, to: &output)
  }

  mutating func member(_ name: StaticString, _ value: Bool, _ output: inout [UInt8]) {
    key(name, &output)
    output.append(value ? "true" : "false")
  }

  mutating func member(_ name: StaticString, _ value: Span<UInt8>?, _ output: inout [UInt8]) {
    guard let value else { return }
    key(name, &output)
    appendJSONString(value, to: &output)
  }

  mutating func member(_ name: StaticString, _ value: Int64?, _ output: inout [UInt8]) {
    guard let value else { return }
    key(name, &output)
    appendDecimal(value, to: &output)
  }

  /// Writes the name of a member; the caller writes its value.
  mutating func key(_ name: StaticString, _ output: inout [UInt8]) {
    if !isEmpty { output.append(UInt8(ascii: ",")) }
    isEmpty = false
    output.append(UInt8(ascii: "\""))
    output.append(name.description)
    output.append(UInt8(ascii: "\""))
    output.append(UInt8(ascii: ":"))
  }
}

/// Appends UTF-8 text as a JSON string. Control characters are escaped, so a line stays one line.
private func appendJSONString(_ text: Span<UInt8>, to output: inout [UInt8]) {
  output.append(UInt8(ascii: "\""))
  for index in text.indices {
    switch text[index] {
    case UInt8(ascii: "\""): output.append("\\\"")
    case UInt8(ascii: "\\"): output.append("\\\\")
    case 0x0A: output.append("\\n")
    case 0x0D: output.append("\\r")
    case 0x09: output.append("\\t")
    case let byte where byte < 0x20 || byte == 0x7F:
      let digits = Array("0123456789abcdef".utf8)
      output.append("\\u00")
      output.append(digits[Int(byte >> 4)])
      output.append(digits[Int(byte & 15)])
    case let byte: output.append(byte)
    }
  }
  output.append(UInt8(ascii: "\""))
}
