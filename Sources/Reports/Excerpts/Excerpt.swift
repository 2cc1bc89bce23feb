package import PleskPackets

/// The line that a finding is on, cut to what fits, and the caret's place below it.
package struct Excerpt: Sendable {
  /// Safe to print: no control characters, and `***` for the values of passwords, keys and tokens.
  let text: String
  /// Characters before the caret.
  let caret: Int

  /// Scalars shown of a longer line where no terminal sets the width.
  private static var usualWidth: Int { 110 }
  private static var narrowest: Int { 20 }
  private static var widest: Int { 400 }

  init(text: String, caret: Int) {
    self.text = text
    self.caret = caret
  }

  /// The line of a finding.
  ///
  /// - Parameters:
  ///   - left: The text before the finding, at least to the start of its line if that is near.
  ///   - right: The text from the finding on.
  ///   - isFromStart: Whether `left` starts where the packet starts.
  ///   - columns: How wide the output is; nil: of any width.
  package init(
    of finding: Finding, _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], isFromStart: Bool,
    columns: Int?
  ) {
    let isLineEnd = { (scalar: Unicode.Scalar) in scalar == "\n" || scalar == "\r" }
    let start = left.lastIndex(where: isLineEnd).map { $0 + 1 } ?? 0
    let end = left.count + (right.firstIndex(where: isLineEnd) ?? right.count)
    let mask = SecretMask(
      SecretMask.Fragment(
        text: left + right, isFromStart: isFromStart, place: left.count,
        // All other rules are reported at a start tag.
        isAtTag: !finding.rule.id.hasPrefix("xml/"), path: Self.elements(of: finding.path)))
    var head = mask.shown(start..<left.count)
    var tail = mask.shown(left.count..<end)
    if head.first == "\u{FEFF}" { head.removeFirst() }
    // Where the bytes do not reach back to the line's start, the first scalar may be cut.
    var isCut = start == 0 && !isFromStart
    let width = Self.width(inLine: finding.location.line, columns)
    // A little more than half of it may come before the place.
    let before = width * 6 / 11
    if head.count > before {
      head = Array(head.suffix(before))
      isCut = true
    }
    if isCut { head = ["…"] + head.dropFirst() }
    let room = width - head.count
    if tail.count > room { tail = tail.prefix(room) + ["…"] }
    text = visible(Self.string(head + tail))
    caret = head.count
  }

  /// Scalars shown of a longer line. Its number, the frame and an ellipsis need room, too.
  private static func width(inLine line: Int, _ columns: Int?) -> Int {
    guard let columns else { return usualWidth }
    return min(max(columns - "  \(line) | …".count, narrowest), widest)
  }

  /// The names of a path's elements, without their numbers.
  private static func elements(of path: String) -> [Substring] {
    path.split(separator: "/").map { $0.prefix { $0 != "[" } }
  }

  private static func string(_ scalars: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars.map { $0 == "\t" ? " " : $0 })
    return String(view)
  }
}
