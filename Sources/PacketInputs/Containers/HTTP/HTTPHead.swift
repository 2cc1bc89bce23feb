import Decompression

/// The start line of an HTTP message, and those of its headers that are used here.
struct HTTPHead {
  let start: HTTPStart
  private var fields: [(name: String, value: String)] = []

  /// The most bytes that a head may have.
  private static var longest: Int { 64 * 1024 }

  /// Reads a head, to its empty line.
  ///
  /// - Returns: The head, or why it could not be read.
  static func read(_ cursor: InputCursor) throws(InputError) -> Result<HTTPHead, Refusal> {
    let place = cursor.place
    guard let line = try cursor.line(upTo: HTTPStart.longest), let start = HTTPStart(line) else {
      return .failure(Refusal(reason: "ends early"))
    }
    var head = HTTPHead(start: start)
    while let line = try cursor.line(upTo: longest) {
      if line.isEmpty { return .success(head) }
      if cursor.place.byteOffset - place.byteOffset > longest {
        return .failure(Refusal(reason: "is longer than \(longest) bytes"))
      }
      head.add(line)
    }
    return .failure(
      Refusal(
        reason: cursor.count > longest ? "is longer than \(longest) bytes" : "ends early"))
  }

  struct Refusal: Error {
    let reason: String
  }

  /// Adds a line: a field, or the continuation of a folded one.
  private mutating func add(_ line: ArraySlice<UInt8>) {
    if let first = line.first, first == 0x20 || first == 0x09, let last = fields.indices.last {
      fields[last].value += " " + Self.trimmed(line)
    } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
      fields.append((Self.trimmed(line[..<colon]).lowercased(), Self.trimmed(line[(colon + 1)...])))
    }
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    let tail = bytes.drop(while: isBlank)
    return String(
      decoding: tail.prefix(
        (tail.lastIndex { !isBlank($0) } ?? tail.startIndex - 1) - tail.startIndex + 1),
      as: UTF8.self)
  }

  /// The values of a field, on one line or on several.
  private func values(_ name: String) -> [String] {
    fields.filter { $0.name == name }.flatMap { $0.value.split(separator: ",") }
      .map { Self.trimmed(Array($0.utf8)[...]).lowercased() }
  }

  var contentType: String? { fields.first { $0.name == "content-type" }?.value }

  /// The length of the body, if one is given, and only one.
  var contentLength: Int? {
    let values = values("content-length")
    guard let first = values.first, values.allSatisfy({ $0 == first }), let length = Int(first)
    else { return nil }
    return length < 0 || first.hasPrefix("+") ? nil : length
  }

  var isChunked: Bool { values("transfer-encoding").contains("chunked") }

  /// How the body is compressed, if in a supported format.
  var compression: CompressionFormat? {
    for value in values("content-encoding") + values("transfer-encoding") {
      switch value {
      case "gzip", "x-gzip": return .gzip
      case "deflate": return .deflate
      case "zstd": return .zstd
      default: continue
      }
    }
    return nil
  }

  /// A coding that is not supported, such as `br`.
  var unreadableCoding: String? {
    values("content-encoding").first {
      !["gzip", "x-gzip", "deflate", "zstd", "identity", ""].contains($0)
    }
  }
}
