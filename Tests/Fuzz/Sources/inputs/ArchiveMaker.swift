import FuzzSupport

/// Makes HTTP archives (HAR).
enum ArchiveMaker {
  static func archive(_ choices: inout Choices) -> [UInt8] {
    let entries = (0..<choices.number(below: 4)).map { _ in entry(&choices) }
    let start = choices.pick([
      "{\"log\":", "{ \"log\" :\n", "\u{FEFF}{\"log\":", "{\"log\":{},\"log\":",
    ])
    return Array("\(start){\"entries\":[\(entries.joined(separator: ","))]}}".utf8)
  }

  private static func entry(_ choices: inout Choices) -> String {
    let kind = choices.byte()
    let request =
      kind & 1 == 0
      ? "{\"url\":\"\(choices.pick(Frames.urls))\",\"postData\":\(content(&choices))}" : "null"
    let status = kind & 2 == 0 ? 200 : choices.word()
    let response =
      kind & 4 == 0 ? "{\"status\":\(status),\"content\":\(content(&choices))}" : "{}"
    return "{\"request\":\(request),\"response\":\(response)}"
  }

  private static func content(_ choices: inout Choices) -> String {
    let kind = choices.byte()
    let packet = MadeInput.packet(&choices)
    let type = choices.pick(Frames.types)
    if kind & 3 == 3 { return "{\"mimeType\":\"\(type)\"}" }
    return kind & 4 == 0
      ? "{\"mimeType\":\"\(type)\",\"text\":\"\(escaped(packet))\"}"
      : "{\"mimeType\":\"\(type)\",\"encoding\":\"base64\",\"text\":\"\(base64(packet))\"}"
  }

  /// Text as in a JSON string. Invalid UTF-8 becomes something else.
  private static func escaped(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case "\u{0}"..."\u{1F}":
        "\\u00\(scalar.value < 16 ? "0" : "")\(String(scalar.value, radix: 16))"
      default: "\(scalar)"
      }
    }.joined()
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start...].prefix(3)
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      text += (0...3).map {
        $0 > group.count ? UInt8(ascii: "=") : digits[bits >> (18 - 6 * $0) & 63]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
