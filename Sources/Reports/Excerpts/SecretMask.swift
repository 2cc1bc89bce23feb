/// Finds the values of passwords, keys and tokens in a fragment of a packet, so that excerpts do
/// not show them.
///
/// The fragment may start and end anywhere: in a tag, a value, CDATA or a comment. After a mistake
/// it need not be well-formed. Text counts as secret where it is unclear what it belongs to.
struct SecretMask {
  /// Some text of a packet, and what is known about a place in it.
  struct Fragment {
    var text: [Unicode.Scalar]
    /// Whether nothing of the packet comes before it.
    var isFromStart: Bool
    /// Where in the text the place is.
    var place: Int
    /// Whether the place is the start of a tag.
    var isAtTag: Bool
    /// The names of the elements that are open at the place, including the one that starts there.
    var path: [Substring]
  }

  private let text: [Unicode.Scalar]
  private let place: Int
  private var isHidden: [Bool]
  /// Open elements with secrets: their names, and where their content starts.
  private var open: [(name: String, start: Int)] = []
  /// How many of them were open at the place.
  private var openAtPlace = 0

  init(_ fragment: Fragment) {
    text = fragment.text
    place = fragment.place
    isHidden = Array(repeating: false, count: text.count)
    scan(0..<text.count)
    if !fragment.isFromStart { hideWhatIsUnknown(fragment) }
    let started = fragment.isAtTag ? fragment.path.dropLast() : fragment.path[...]
    if started.count(where: { Self.isSecret($0) }) > openAtPlace { hide(0..<text.count) }
  }

  /// A part of the text, with `***` in place of each secret.
  func shown(_ range: Range<Int>) -> [Unicode.Scalar] {
    var shown: [Unicode.Scalar] = []
    for index in range {
      if !isHidden[index] {
        shown.append(text[index])
      } else if index == range.lowerBound || !isHidden[index - 1] {
        shown += ["*", "*", "*"]
      }
    }
    return shown
  }

  /// Whether an element or attribute of this name holds a password, key or token. A prefix does not
  /// matter.
  static func isSecret(_ name: some StringProtocol) -> Bool {
    let name = name.split(separator: ":").last?.lowercased() ?? ""
    return ["passw", "passphrase", "secret", "token", "credential"].contains { name.contains($0) }
      || ["key", "pass", "pwd"].contains { name.hasSuffix($0) } || name == "pvt"
  }

  /// Hides what may be the end of a value that starts before the fragment.
  private mutating func hideWhatIsUnknown(_ fragment: Fragment) {
    let end = text[..<fragment.place].firstIndex(of: "<") ?? fragment.place
    if end == fragment.place, !fragment.isAtTag { return hide(0..<text.count) }
    if let quote = text[..<end].lastIndex(where: Self.isQuote) { hide(0..<quote) }
  }

  /// Reads tags, attributes, comments and CDATA, without requiring correct grammar.
  private mutating func scan(_ range: Range<Int>) {
    var tag: String?
    var index = range.lowerBound
    while index < range.upperBound {
      if index <= place { openAtPlace = open.count }
      switch text[index] {
      case "<":
        tag = nil
        if let block = block(at: index, in: range) {
          scanBlock(block)
          index = block.upperBound
        } else if index + 1 < range.upperBound, text[index + 1] == "/" {
          let name = name(from: index + 2, in: range)
          close(name, at: index, from: range.lowerBound)
          index += 2 + name.unicodeScalars.count
        } else {
          let name = name(from: index + 1, in: range)
          tag = name
          index += 1 + name.unicodeScalars.count
        }
      case ">":
        if let name = tag, text[index - 1] != "/", Self.isSecret(name) {
          open.append((name, index + 1))
        }
        tag = nil
        index += 1
      case "=":
        index += 1
        // Without quotes it is a mistake, or text that mentions a secret.
        guard Self.isSecret(attributeName(before: index, in: range)) else { break }
        hide(index..<text[index..<range.upperBound].prefix { !Self.isEndOfWord($0) }.endIndex)
      case let quote where Self.isQuote(quote):
        index += 1
        guard
          tag.map(Self.isSecret) == true
            || Self.isSecret(attributeName(before: index - 1, in: range))
        else { break }
        let value = text[index..<range.upperBound].prefix { $0 != quote }
        hide(value.indices)
        index = value.endIndex + 1
      default: index += 1
      }
    }
    for element in open { hide(element.start..<range.upperBound) }
  }

  /// Hides the content of the element; if its start tag is not in the fragment, everything before.
  private mutating func close(_ name: String, at end: Int, from start: Int) {
    guard Self.isSecret(name) else { return }
    if let last = open.lastIndex(where: { $0.name == name }) {
      hide(open[last].start..<end)
      open.removeSubrange(last...)
    } else {
      hide(start..<end)
    }
  }

  /// A comment or CDATA that starts here, up to its end or the range's.
  private func block(at start: Int, in range: Range<Int>) -> Range<Int>? {
    for (mark, end) in [("<!--", "-->"), ("<![CDATA[", "]]>")] where matches(mark, start, range) {
      var index = start + mark.unicodeScalars.count
      while index < range.upperBound, !matches(end, index, range) { index += 1 }
      return start..<min(range.upperBound, index + 3)
    }
    return nil
  }

  /// Hides what looks like secrets in a comment or CDATA. Inside an element with secrets, all of it
  /// is hidden anyway.
  private mutating func scanBlock(_ block: Range<Int>) {
    guard open.isEmpty else { return }
    scan((block.lowerBound + 1)..<block.upperBound)
    open = []
    openAtPlace = 0
  }

  private func matches(_ mark: String, _ start: Int, _ range: Range<Int>) -> Bool {
    text[start..<range.upperBound].starts(with: mark.unicodeScalars)
  }

  private func name(from start: Int, in range: Range<Int>) -> String {
    guard start < range.upperBound else { return "" }
    return string(text[start..<range.upperBound].prefix(while: Self.isOfName))
  }

  /// The name before “=” before a value.
  private func attributeName(before value: Int, in range: Range<Int>) -> String {
    var index = value
    func skipWhitespace() {
      while index > range.lowerBound, Self.isWhitespace(text[index - 1]) { index -= 1 }
    }
    skipWhitespace()
    guard index > range.lowerBound, text[index - 1] == "=" else { return "" }
    index -= 1
    skipWhitespace()
    let end = index
    while index > range.lowerBound, Self.isOfName(text[index - 1]) { index -= 1 }
    return string(text[index..<end])
  }

  private mutating func hide(_ range: Range<Int>) {
    for index in range { isHidden[index] = true }
  }

  private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func isQuote(_ scalar: Unicode.Scalar) -> Bool { scalar == "\"" || scalar == "'" }

  private static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
  }

  private static func isEndOfWord(_ scalar: Unicode.Scalar) -> Bool {
    isWhitespace(scalar) || isQuote(scalar) || scalar == "<" || scalar == ">"
  }

  private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
    !isWhitespace(scalar) && !isQuote(scalar) && scalar != "<" && scalar != ">" && scalar != "/"
      && scalar != "="
  }
}
