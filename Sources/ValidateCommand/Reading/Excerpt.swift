import Bytes
import ExpatSAX
import PleskPackets

/// The line that a finding stands on, cut to what fits, and the caret's place below it.
struct Excerpt: Sendable {
  /// Safe to print: no control characters, and `***` for the values of passwords, keys and tokens.
  var text: String
  /// Characters before the caret.
  var caret: Int
}

/// Finds the line of a finding in what is still at hand of the input.
struct ExcerptSource {
  let encoding: InputEncoding
  /// How wide what shows the excerpt is; nil: as wide as it likes.
  var columns: Int?

  /// Scalars shown of a longer line, if there is no terminal that has other room.
  private static var usualWidth: Int { 110 }
  private static var narrowest: Int { 20 }
  private static var widest: Int { 400 }
  /// Bytes that hold at least so many scalars in any encoding.
  private static var reach: Int { 512 }

  /// The line of a finding.
  func excerpt(
    of finding: Finding, _ source: any ByteSource, _ parser: borrowing PacketParser
  ) -> Excerpt? {
    let place = finding.location
    let start = max(0, place.byteOffset - Self.reach)
    // A UTF-16 unit must not be cut in two; a byte order mark has an even length there.
    let aligned = start - start % 2
    let (bytes, first) = bytes(in: aligned..<(place.byteOffset + Self.reach), source, parser)
    let split = place.byteOffset - first
    guard split >= 0, split <= bytes.count, !bytes.isEmpty else { return nil }
    return excerpt(
      of: finding, scalars(Array(bytes[..<split])), scalars(Array(bytes[split...])),
      isFromStart: first == 0)
  }

  /// Bytes of the input, and the offset of the first: from the parser's buffer; if that does not hold them all, from the source.
  /// A pipe cannot be read again, though, and a file may have become shorter.
  private func bytes(
    in range: Range<Int>, _ source: any ByteSource, _ parser: borrowing PacketParser
  ) -> (bytes: [UInt8], first: Int) {
    var (bytes, first) = ([UInt8](), range.lowerBound)
    parser.withWindow { window in
      let low = max(range.lowerBound, window.byteOffset)
      let high = min(range.upperBound, window.byteOffset + window.bytes.count)
      guard low < high else { return }
      bytes.append(
        copying: window.bytes.extracting((low - window.byteOffset)..<(high - window.byteOffset)))
      first = low
    }
    if bytes.count == range.count { return (bytes, first) }
    let again = source.bytes(in: range)
    return range.lowerBound + again.count < first + bytes.count
      ? (bytes, first) : (again, range.lowerBound)
  }

  private func excerpt(
    of finding: Finding, _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], isFromStart: Bool
  ) -> Excerpt {
    let isLineEnd = { (scalar: Unicode.Scalar) in scalar == "\n" || scalar == "\r" }
    let start = left.lastIndex(where: isLineEnd).map { $0 + 1 } ?? 0
    let end = left.count + (right.firstIndex(where: isLineEnd) ?? right.count)
    let mask = SecretMask(
      SecretMask.Piece(
        text: left + right, isFromStart: isFromStart, place: left.count,
        // All other rules are told at a start tag.
        isAtTag: !finding.rule.id.hasPrefix("xml/"), path: elements(of: finding.path)))
    var head = mask.shown(start..<left.count)
    var tail = mask.shown(left.count..<end)
    if head.first == "\u{FEFF}" { head.removeFirst() }
    // Where the bytes do not reach back to the line's start, the first scalar may be cut.
    var isCut = start == 0 && !isFromStart
    let width = width(inLine: finding.location.line)
    // A little more than half of it may stand before the place.
    let before = width * 6 / 11
    if head.count > before {
      head = Array(head.suffix(before))
      isCut = true
    }
    if isCut { head = ["…"] + head.dropFirst() }
    let room = width - head.count
    if tail.count > room { tail = tail.prefix(room) + ["…"] }
    return Excerpt(text: visible(string(head + tail)), caret: head.count)
  }

  /// Scalars shown of a longer line; beside them go its number and what frames it, and the sign of what is left out.
  private func width(inLine line: Int) -> Int {
    guard let columns else { return Self.usualWidth }
    return min(max(columns - "  \(line) | …".count, Self.narrowest), Self.widest)
  }

  /// The names of a path's elements, without their numbers.
  private func elements(of path: String) -> [Substring] {
    path.split(separator: "/").map { $0.prefix { $0 != "[" } }
  }

  private func scalars(_ bytes: [UInt8]) -> [Unicode.Scalar] {
    switch encoding {
    case .utf8, .ascii:
      return Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    case .latin1:
      return bytes.map { Unicode.Scalar($0) }
    case .utf16LittleEndian, .utf16BigEndian:
      let high = encoding == .utf16BigEndian ? 0 : 1
      let units = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
        UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high])
      }
      return Array(String(decoding: units, as: UTF16.self).unicodeScalars)
    }
  }

  private func string(_ scalars: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars.map { $0 == "\t" ? " " : $0 })
    return String(view)
  }
}
