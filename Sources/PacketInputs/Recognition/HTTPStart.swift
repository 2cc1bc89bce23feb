/// The first line of an HTTP message.
enum HTTPStart {
  case request(method: String)
  case response(status: Int, reason: String)

  enum Answer {
    case yes, no, perhaps
  }

  /// The longest line that can be one.
  static var longest: Int { 8 * 1024 }

  /// Whether a message starts here.
  ///
  /// - Parameter isAll: Whether there are no more bytes.
  static func judge(_ bytes: ArraySlice<UInt8>, isAll: Bool) -> Answer {
    // The first byte already rules out nearly everything else.
    guard let first = bytes.first else { return isAll ? .no : .perhaps }
    guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) else { return .no }
    let line = bytes.prefix(longest).prefix { $0 != 0x0A }
    if line.count == min(bytes.count, longest) {
      return isAll || line.count == longest || !couldBe(line) ? .no : .perhaps
    }
    return HTTPStart(line) == nil ? .no : .yes
  }

  /// Whether a line that starts like this could start a message.
  private static func couldBe(_ line: ArraySlice<UInt8>) -> Bool {
    let version = Array("HTTP/".utf8)
    if version.starts(with: line.prefix(version.count)) { return true }
    let method = line.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    return method.count <= 20
      && (method.count == line.count || line[method.endIndex] == UInt8(ascii: " "))
  }

  /// - Parameter line: Without its LF.
  init?(_ line: ArraySlice<UInt8>) {
    let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    let words = line.split(
      separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
    if words.count >= 2, Self.isVersion(words[0]), words[1].count == 3,
      let status = Int(String(decoding: words[1], as: UTF8.self)), status >= 100
    {
      self = .response(
        status: status, reason: words.count > 2 ? String(decoding: words[2], as: UTF8.self) : "")
    } else if words.count == 3, Self.isVersion(words[2]), !words[1].isEmpty,
      (1...20).contains(words[0].count),
      words[0].allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
    {
      self = .request(method: String(decoding: words[0], as: UTF8.self))
    } else {
      return nil
    }
  }

  private static func isVersion(_ word: ArraySlice<UInt8>) -> Bool {
    let number = word.dropFirst(5)
    return word.starts(with: "HTTP/".utf8) && (1...3).contains(number.count)
      && number.allSatisfy {
        $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
      }
  }
}
