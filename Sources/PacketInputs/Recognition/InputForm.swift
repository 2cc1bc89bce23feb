import Decompression

/// What an input holds, as its first bytes tell.
enum InputForm {
  /// One packet, or what is to be judged as one.
  case packet
  case compressed(CompressionFormat)
  /// HTTP messages, headers and all.
  case http
  /// What browsers save of their connections: JSON.
  case har

  /// Recognises the form.
  ///
  /// - Parameter isAll: Whether there are no more bytes.
  /// - Returns: nil if more bytes could change the answer.
  static func recognise(_ start: [UInt8], isAll: Bool) -> InputForm? {
    guard let first = start.first else { return isAll ? .packet : nil }
    // Markup: nearly always. Nothing more must be waited for.
    if first == UInt8(ascii: "<") { return .packet }
    if let format = CompressionFormat(start: start.span) { return .compressed(format) }
    if !isAll, CompressionFormat.mayStart(start.span) { return nil }
    switch HTTPStart.judge(start[...], isAll: isAll) {
    case .yes: return .http
    case .perhaps: return nil
    case .no: break
    }
    switch HARStart.judge(start[...]) {
    case .yes: return .har
    case .perhaps: return isAll ? .packet : nil
    case .no: return .packet
    }
  }
}

/// How an archive of HTTP starts: an object whose first member is `log`.
enum HARStart {
  enum Answer {
    case yes, no, perhaps
  }

  /// Blanks that may stand before it, so that not everything is waited for.
  private static var mostBlanks: Int { 4096 }

  static func judge(_ bytes: ArraySlice<UInt8>) -> Answer {
    var rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    if rest.first == 0xEF, rest.count < 3 { return .perhaps }
    for token in ["{", "\"log\"", ":"] {
      let blanks = rest.prefix(mostBlanks).prefix { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
      // What starts with blanks is no archive that anything writes.
      if token == "{", !blanks.isEmpty { return .no }
      rest = rest.dropFirst(blanks.count)
      let start = rest.prefix(token.utf8.count)
      if !token.utf8.starts(with: start) { return .no }
      if start.count < token.utf8.count { return .perhaps }
      rest = rest.dropFirst(token.utf8.count)
    }
    return .yes
  }
}
