import Bytes
import ExpatSAX
import PacketInputs
import PleskPackets
import Reports

/// Finds the line of a finding in the bytes that are still available.
struct ExcerptSource {
  let encoding: InputEncoding
  /// How wide the output is; nil: of any width.
  var columns: Int?

  /// Bytes enough for the scalars of an excerpt in any encoding.
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
    return Excerpt(
      of: finding, scalars(Array(bytes[..<split])), scalars(Array(bytes[split...])),
      isFromStart: first == 0, columns: columns)
  }

  /// Bytes of the input, and the offset of the first: from the parser's buffer, or from the source
  /// if the buffer does not hold them all. A pipe cannot be read again, though, and a file may have
  /// become shorter.
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
}
