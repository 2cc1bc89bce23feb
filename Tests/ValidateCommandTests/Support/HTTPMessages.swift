import TestSupport

/// HTTP messages for tests.
enum HTTPMessages {
  static func response(_ body: String) -> [UInt8] { response(Array(body.utf8)) }

  /// A response with a length; its head has four lines, and one for each further field.
  static func response(_ body: [UInt8], fields: String = "") -> [UInt8] {
    message("HTTP/1.1 200 OK", body, fields)
  }

  static func request(_ body: String) -> [UInt8] {
    message("POST /enterprise/control/agent.php HTTP/1.1", Array(body.utf8), "")
  }

  /// A response without a length.
  static func open(_ body: String, fields: String) -> [UInt8] {
    Array("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\(fields)\r\n\r\n\(body)".utf8)
  }

  static func chunkedResponse(_ body: String, size: Int) -> [UInt8] {
    chunkedResponse(Array(body.utf8), size: size)
  }

  /// A response in chunks of a size, with an extension and a trailer.
  static func chunkedResponse(_ body: [UInt8], size: Int, fields: String = "") -> [UInt8] {
    let fields = fields.isEmpty ? "" : fields + "\r\n"
    var all = Array(
      "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\(fields)Transfer-Encoding: chunked\r\n\r\n"
        .utf8)
    var rest = body[...]
    while !rest.isEmpty {
      let chunk = rest.prefix(size)
      rest = rest.dropFirst(size)
      all +=
        Array("\(String(chunk.count, radix: 16));name=value\r\n".utf8) + chunk + Array("\r\n".utf8)
    }
    return all + Array("0\r\nChecksum: none\r\n\r\n".utf8)
  }

  /// Bytes before the body.
  static func headSize(_ message: [UInt8]) -> Int {
    let end = Array("\r\n\r\n".utf8)
    return (message.indices.first { message[$0...].starts(with: end) } ?? 0) + end.count
  }

  private static func message(_ start: String, _ body: [UInt8], _ fields: String) -> [UInt8] {
    let fields = fields.isEmpty ? "" : fields + "\r\n"
    return Array(
      "\(start)\r\nContent-Type: text/xml\r\n\(fields)Content-Length: \(body.count)\r\n\r\n".utf8)
      + body
  }
}
