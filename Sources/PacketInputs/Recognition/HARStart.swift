/// How an HTTP archive starts: an object whose first member is `log`.
enum HARStart {
  enum Answer {
    case yes, no, perhaps
  }

  /// The most whitespace before a token, so that reading ahead is bounded.
  private static var mostWhitespace: Int { 4096 }

  static func judge(_ bytes: ArraySlice<UInt8>) -> Answer {
    var rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    if rest.first == 0xEF, rest.count < 3 { return .perhaps }
    for token in ["{", "\"log\"", ":"] {
      let whitespace = rest.prefix(mostWhitespace).prefix { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
      // No program writes an archive that starts with whitespace.
      if token == "{", !whitespace.isEmpty { return .no }
      rest = rest.dropFirst(whitespace.count)
      let start = rest.prefix(token.utf8.count)
      if !token.utf8.starts(with: start) { return .no }
      if start.count < token.utf8.count { return .perhaps }
      rest = rest.dropFirst(token.utf8.count)
    }
    return .yes
  }
}
