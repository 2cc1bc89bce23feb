import TestSupport

/// The encoding decides what bytes mean, not what they look like.
extension LaneTrap {
  /// The ideographs whose bytes spell canonical results.
  private static func ideographs(bigEndian: Bool) -> String {
    var bytes = Array(canonical(1...4).utf8)
    if bytes.count % 2 == 1 { bytes.append(UInt8(ascii: " ")) }
    let units = stride(from: 0, to: bytes.count, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return bigEndian ? first << 8 | second : second << 8 | first
    }
    return String(decoding: units, as: UTF16.self)
  }

  private static func wide(
    _ name: String, _ packet: (_ ideographs: String) -> String, results: Int, _ rules: [String]
  ) -> [LaneTrap] {
    [true, false].flatMap { bigEndian in
      let order = bigEndian ? "UTF-16BE" : "UTF-16LE"
      let text = packet(ideographs(bigEndian: bigEndian))
      let declared = "<?xml version='1.0' encoding='\(order)'?>\(text)"
      return [
        LaneTrap(
          "\(name), \(order) by its mark",
          bytes: "\u{FEFF}\(text)".utf16Bytes(bigEndian: bigEndian),
          results: results, rules),
        LaneTrap(
          "\(name), \(order) declared", bytes: declared.utf16Bytes(bigEndian: bigEndian),
          results: results, rules),
      ]
    }
  }

  /// A response in the encoding that its declaration names.
  private static func declared(
    _ name: String, _ encoding: String, _ errtext: [UInt8], mark: [UInt8] = [],
    results: Int = 6, _ rules: String..., texts: [String]
  ) -> LaneTrap {
    let declaration = "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>"
    let parts = among(failedQuery("!")).split(separator: "!").map { Array($0.utf8) }
    let packet = mark + Array(declaration.utf8) + parts[0] + errtext + parts[1]
    return LaneTrap(name, bytes: packet, results: results, rules).with(texts: texts)
  }

  /// The text of the one canonical result of `among` that has any.
  private static let reason = "Cannot download package from catalog"
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  static let encodings: [LaneTrap] =
    wide(
      "ideographs spell results in the operation", { response($0) }, results: 0,
      ["schema/unexpected-text", "schema/missing-element"])
    + wide(
      "ideographs spell results between results",
      { response(canonical(5...6) + $0 + canonical(7...8)) }, results: 4, ["schema/unexpected-text"]
    )
    + wide(
      "ideographs spell results in a text",
      { response(canonical(6...6) + failedQuery($0) + canonical(8...8)) }, results: 3, [])
    + wide("canonical results", { _ in response(canonical(2...5)) }, results: 4, [])
    + [
      declared(
        "ISO-8859-1, two letters whose bytes are one in UTF-8", "ISO-8859-1", [0xC3, 0xA9],
        texts: [reason, "Ã©"]),
      declared(
        "ISO-8859-1, a byte that is none in UTF-8", "iso-8859-1", [0xE9], texts: [reason, "é"]),
      declared(
        "ISO-8859-1, control characters of the upper half", "ISO-8859-1", [0x80, 0x9F],
        texts: [reason, "\u{80}\u{9F}"]),
      declared("ISO-8859-1, nothing but ASCII", "ISO-8859-1", [0x61], texts: [reason, "a"]),
      declared(
        "US-ASCII, nothing but ASCII", "US-ASCII", [0x61, 0x7F], texts: [reason, "a\u{7F}"]),
      declared(
        "US-ASCII, a letter of UTF-8", "US-ASCII", [0xC3, 0xA9], results: 3, "xml/encoding",
        texts: [reason]),
      declared(
        "US-ASCII, a letter of ISO-8859-1", "us-ascii", [0xE9], results: 3, "xml/encoding",
        texts: [reason]),
      declared("UTF-8, a letter", "UTF-8", [0xC3, 0xA9], texts: [reason, "é"]),
      declared("utf-8 in lower case", "utf-8", [0xC3, 0xA9], texts: [reason, "é"]),
      declared("UTF-8 with a mark", "UTF-8", [0xC3, 0xA9], mark: mark, texts: [reason, "é"]),
      declared(
        "UTF-8, a letter of ISO-8859-1", "UTF-8", [0xE9, 0x61], results: 3, "xml/encoding",
        texts: [reason]),
      declared(
        "a mark of UTF-8 and ISO-8859-1 declared", "ISO-8859-1", [0xC3, 0xA9], mark: mark,
        texts: [reason, markedLatin1]),
      declared(
        "a mark of UTF-8 and US-ASCII declared", "US-ASCII", [0x61], mark: mark,
        texts: [reason, "a"]),
      declared(
        "an unknown encoding", "windows-1252", [0x61], results: 0, "xml/encoding", texts: []),
      LaneTrap(
        "UTF-8 with a mark and no declaration",
        bytes: mark + Array(among(failedQuery("é")).utf8), results: 6
      ).with(texts: [reason, "é"]),
      LaneTrap(
        "a second mark where results are",
        among("\u{FEFF}"), results: 5, "schema/unexpected-text"
      ).at("<get-download-status>", "/packet/aps[1]/get-download-status[1]"),
      LaneTrap(
        "an encoding's declaration where results are",
        among("<?xml version='1.0' encoding='ISO-8859-1'?>"), results: 3, "xml/not-well-formed"),
    ]

  /// The declaration wins over the mark.
  private static let markedLatin1 = "Ã©"
}
