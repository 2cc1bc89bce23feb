import Reports

/// A value of a TOML file, of the kinds that configurations need.
enum TOMLValue: Equatable {
  case string(String)
  case integer(Int)
  case boolean(Bool)
  case strings([String])
}

/// One line `key = value` of a TOML file, and its table; "" is the one at the top.
struct TOMLEntry: Equatable {
  var table: String
  var key: String
  var value: TOMLValue
  /// From 1.
  var line: Int
}

/// Why a file is not TOML, or uses TOML that is not supported here.
struct TOMLError: Error, Equatable {
  /// From 1.
  var line: Int
  var message: String
}

/// Reads a subset of TOML 1.0: comments, tables one level deep, and keys with strings, integers,
/// booleans and arrays of strings.
///
/// Whatever it accepts is TOML and means the same there. Floats, dates, dotted keys, inline tables,
/// other arrays and strings of several lines are refused. It is written by hand because an unknown
/// key or value must be reported with its line, which TOML libraries do not keep.
struct TOMLReader {
  private let text: [Unicode.Scalar]
  private var index = 0
  private var line = 1
  private var table = ""
  private var tables: Set<String> = []
  /// Tables and keys.
  private var keys: Set<[String]> = []
  private var entries: [TOMLEntry] = []

  /// - Throws: `TOMLError` for the first thing that is wrong.
  static func entries(of bytes: [UInt8]) throws(TOMLError) -> [TOMLEntry] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw TOMLError(line: 1, message: "the file is not UTF-8")
    }
    var reader = TOMLReader(text: Array(text.unicodeScalars))
    return try reader.read()
  }

  private init(text: [Unicode.Scalar]) {
    self.text = text.first == "\u{FEFF}" ? Array(text.dropFirst()) : text
  }

  private mutating func read() throws(TOMLError) -> [TOMLEntry] {
    while true {
      skipWhitespace()
      switch peek {
      case nil: return entries
      case "[": try readTable()
      case "#", "\n", "\r": break
      default: try readEntry()
      }
      try endLine()
    }
  }

  private mutating func readTable() throws(TOMLError) {
    index += 1
    if peek == "[" { throw unsupported("an array of tables") }
    skipWhitespace()
    table = try readKey()
    skipWhitespace()
    if peek == "." { throw unsupported("a table in a table") }
    try expect("]", "after the name of the table")
    if !tables.insert(table).inserted || keys.contains(["", table]) {
      throw error("the table [\(table)] is defined twice")
    }
  }

  private mutating func readEntry() throws(TOMLError) {
    let start = line
    let key = try readKey()
    skipWhitespace()
    if peek == "." { throw unsupported("a dotted key") }
    try expect("=", "after the key")
    skipWhitespace()
    let value = try readValue()
    if !keys.insert([table, key]).inserted {
      throw TOMLError(line: start, message: "the key “\(key)” is defined twice")
    }
    entries.append(TOMLEntry(table: table, key: key, value: value, line: start))
  }

  private mutating func readKey() throws(TOMLError) -> String {
    if peek == "\"" || peek == "'" { return try readString() }
    let key = take { Self.isLetterOrDigit($0) || $0 == "_" || $0 == "-" }
    if key.isEmpty { throw error("expected a key, found \(found)") }
    return key
  }

  private mutating func readValue() throws(TOMLError) -> TOMLValue {
    switch peek {
    case "\"", "'": return .string(try readString())
    case "[": return .strings(try readStrings())
    case "{": throw unsupported("an inline table")
    default: break
    }
    let word = take {
      Self.isLetterOrDigit($0) || $0 == "_" || $0 == "-" || $0 == "+" || $0 == "." || $0 == ":"
    }
    switch word {
    case "": throw error("expected a value, found \(found)")
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default:
      if let number = Self.integer(word) { return .integer(number) }
      throw error(
        "“\(word)” is not supported as a value; strings need quotes, and integers are decimal")
    }
  }

  /// A decimal integer, with single underscores between its digits; nil if it is none or does not
  /// fit.
  private static func integer(_ word: String) -> Int? {
    let isSigned = word.hasPrefix("-") || word.hasPrefix("+")
    let parts = word.dropFirst(isSigned ? 1 : 0)
      .split(separator: "_", omittingEmptySubsequences: false)
    guard
      parts.allSatisfy({ part in
        !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
      })
    else { return nil }
    let digits = parts.joined()
    if digits.count > 1, digits.hasPrefix("0") { return nil }
    return Int(word.hasPrefix("-") ? "-" + digits : digits)
  }

  private mutating func readStrings() throws(TOMLError) -> [String] {
    index += 1
    var strings: [String] = []
    while true {
      try skipWhitespaceAndLines()
      if peek == "]" { break }
      guard peek == "\"" || peek == "'" else {
        throw error("expected an array of strings, found \(found)")
      }
      strings.append(try readString())
      try skipWhitespaceAndLines()
      if peek != "," { break }
      index += 1
    }
    try expect("]", "or a comma in the array")
    return strings
  }

  private mutating func readString() throws(TOMLError) -> String {
    guard let quote = peek else { throw error("expected a string") }
    if text[index...].starts(with: [quote, quote, quote]) {
      throw unsupported("a string of several lines")
    }
    index += 1
    var string = String.UnicodeScalarView()
    while let scalar = peek, scalar != "\n" {
      index += 1
      if scalar == quote { return String(string) }
      if scalar == "\\", quote == "\"" {
        string.append(try readEscape())
      } else {
        if Self.isControl(scalar) { throw error("a control character in a string") }
        string.append(scalar)
      }
    }
    throw error("the string does not end on its line")
  }

  private mutating func readEscape() throws(TOMLError) -> Unicode.Scalar {
    let escape = peek
    index += 1
    switch escape {
    case "\"": return "\""
    case "\\": return "\\"
    case "b": return "\u{8}"
    case "t": return "\t"
    case "n": return "\n"
    case "f": return "\u{C}"
    case "r": return "\r"
    case "u", "U":
      let digits = String(String.UnicodeScalarView(text[index...].prefix(escape == "u" ? 4 : 8)))
      index = min(index + digits.unicodeScalars.count, text.count)
      let isHex = digits.utf8.count == (escape == "u" ? 4 : 8) && digits.allSatisfy(\.isHexDigit)
      if isHex, let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) {
        return scalar
      }
      throw error("“\\\(escape == "u" ? "u" : "U")\(digits)” is not a character")
    default: throw error("an unknown escape in a string; literal strings use single quotes")
    }
  }

  private mutating func endLine() throws(TOMLError) {
    skipWhitespace()
    if peek == "#" { try skipComment() }
    if peek == "\r", index + 1 < text.count, text[index + 1] == "\n" { index += 1 }
    if peek == nil { return }
    if peek != "\n" { throw error("expected the end of the line, found \(found)") }
    index += 1
    line += 1
  }

  private mutating func skipWhitespaceAndLines() throws(TOMLError) {
    while true {
      skipWhitespace()
      guard peek == "#" || peek == "\n" || peek == "\r" else { return }
      try endLine()
    }
  }

  private mutating func skipComment() throws(TOMLError) {
    while let scalar = peek, scalar != "\n" {
      let isLineEnd = scalar == "\r" && index + 1 < text.count && text[index + 1] == "\n"
      if isLineEnd { return }
      if Self.isControl(scalar) { throw error("a control character in a comment") }
      index += 1
    }
  }

  private mutating func skipWhitespace() {
    while peek == " " || peek == "\t" { index += 1 }
  }

  private mutating func take(while isPart: (Unicode.Scalar) -> Bool) -> String {
    let part = text[index...].prefix(while: isPart)
    index = part.endIndex
    return String(String.UnicodeScalarView(part))
  }

  private mutating func expect(_ scalar: Unicode.Scalar, _ place: String) throws(TOMLError) {
    if peek != scalar { throw error("expected “\(scalar)” \(place), found \(found)") }
    index += 1
  }

  private var peek: Unicode.Scalar? { index < text.count ? text[index] : nil }

  /// What is at this position, in words.
  private var found: String {
    switch peek {
    case nil: "the end of the file"
    case "\n", "\r": "the end of the line"
    case let scalar?: "“\(visible(String(scalar)))”"
    }
  }

  private func error(_ message: String) -> TOMLError { TOMLError(line: line, message: message) }

  private func unsupported(_ what: String) -> TOMLError {
    error("\(what) is not supported; see Documentation/Configuration.md")
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value < 0x20 && scalar != "\t") || scalar.value == 0x7F
  }
}
