/// Recognises what people give by mistake instead of a packet, and says what to do about it.
///
/// It is still judged as a packet, so that its verdict and findings are the documented ones. This
/// is only a note in addition.
enum ForeignInput {
  /// How many bytes of the input are looked at.
  private static var reach: Int { 4096 }

  enum Answer: Equatable {
    /// It may be a packet.
    case packet
    /// What it is and what to do, for people to read.
    case foreign(String)
  }

  /// Recognises it.
  ///
  /// - Parameters:
  ///   - start: The first bytes of the input.
  ///   - isAll: Whether there are no more bytes.
  /// - Returns: nil if more bytes could change the answer.
  static func recognise(_ start: Span<UInt8>, isAll: Bool) -> Answer? {
    let bytes = start.extracting(first: reach)
    let isAll = isAll || bytes.count == reach
    guard !bytes.isEmpty else { return isAll ? .packet : nil }
    if bytes[0] == UInt8(ascii: "<") { return webPage(bytes, isAll) }
    if bytes[0] == UInt8(ascii: "{") || bytes[0] == UInt8(ascii: "[") {
      return .foreign(
        "this is JSON, as from Plesk's REST API; the XML API is at /enterprise/control/agent.php"
      )
    }
    for signature in signatures {
      let count = min(bytes.count, signature.bytes.count)
      guard (0..<count).allSatisfy({ bytes[$0] == signature.bytes[$0] }) else { continue }
      if count == signature.bytes.count { return .foreign(signature.advice) }
      if !isAll { return nil }
    }
    return .packet
  }

  private static func webPage(_ bytes: Span<UInt8>, _ isAll: Bool) -> Answer? {
    // A packet continues with “?”, “p” or “!--”.
    if bytes.count > 1, bytes[1] | 0x20 != UInt8(ascii: "h"), bytes[1] != UInt8(ascii: "!") {
      return .packet
    }
    let text = String(decoding: (0..<bytes.count).map { bytes[$0] }, as: UTF8.self)
    let lowered = text.lowercased()
    let starts = ["<html", "<!doctype html"]
    guard starts.contains(where: lowered.hasPrefix) else {
      return !isAll && starts.contains { $0.hasPrefix(lowered) } ? nil : .packet
    }
    let title = between("<title>", "</title>", of: text)
    if title == nil, !isAll { return nil }
    let titled = title.flatMap { $0.isEmpty ? nil : ", titled “\($0)”" } ?? ""
    return .foreign(
      "this is a web page\(titled), not an answer of the XML API, which is at /enterprise/control/agent.php"
    )
  }

  /// The trimmed text between two tags, empty if it is too long to show; nil if the tags are not
  /// there.
  private static func between(_ start: String, _ end: String, of text: String) -> String? {
    let text = Array(text.utf8)
    let lowered = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    guard
      let from = firstIndex(of: Array(start.utf8), in: lowered[...]).map({ $0 + start.utf8.count }),
      let to = firstIndex(of: Array(end.utf8), in: lowered[from...])
    else { return nil }
    let words = to - from > 200 ? [] : text[from..<to].split { $0 <= 0x20 }
    return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
  }

  private static func firstIndex(of wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.indices.first { bytes[$0...].starts(with: wanted) }
  }

  private static var signatures: [(bytes: [UInt8], advice: String)] {
    let capture =
      "this is a network capture; `tshark -r CAPTURE -Q --export-objects http,FOLDER` extracts the packets, if the connection was not encrypted or you give its keys with `-o tls.keylog_file:KEYS`"
    let archive = "this is an archive; unpack it and validate the packets in it"
    return [
      ([0xD4, 0xC3, 0xB2, 0xA1], capture), ([0xA1, 0xB2, 0xC3, 0xD4], capture),
      ([0x4D, 0x3C, 0xB2, 0xA1], capture), ([0xA1, 0xB2, 0x3C, 0x4D], capture),
      ([0x0A, 0x0D, 0x0D, 0x0A], capture),
      (Array("PK\u{3}\u{4}".utf8), archive), (Array("7z".utf8) + [0xBC, 0xAF], archive),
      (Array("Rar!".utf8), archive),
      (
        [0x1F, 0x9D],
        "this is compressed with compress (LZW, .Z); try `gzip -dc FILE | validate`"
      ),
      (Array("BZh".utf8), "this is compressed with bzip2; try `bzip2 -dc FILE | validate`"),
      ([0x04, 0x22, 0x4D, 0x18], "this is compressed with LZ4; try `lz4 -dc FILE | validate`"),
      ([0x7F] + Array("ELF".utf8), "this is a program"),
      (Array("%PDF".utf8), "this is a PDF document"),
      (Array("SQLite format 3".utf8), "this is an SQLite database"),
      (
        [0x16, 0x03], "this is an encrypted (TLS) connection; capture the decrypted data instead"
      ),
    ]
  }
}
