import TestSupport

/// A packet with canonical results added to its first get-download-status operation, so that the
/// lane has something to take.
struct GrownPacket: CustomStringConvertible {
  /// Where the results go.
  enum Growth: String, CaseIterable {
    /// After the operation's start tag.
    case before
    /// Before its end tag.
    case after
    /// After the start tag, after everything that looks like the end of a result, and before the
    /// end tag.
    case between
  }

  let bytes: [UInt8]
  let description: String

  /// Nil if the packet has no such operation with content, in any encoding.
  init?(_ packet: [UInt8], _ growth: Growth, layout: Layout = .oneLine) {
    for encode in Self.encodings {
      let start = Self.ends(of: encode("<get-download-status>"), in: packet).prefix(1)
      let endTag = encode("</get-download-status>")
      guard let first = start.first,
        let end = Self.ends(of: endTag, in: packet).first(where: { $0 > first })
      else { continue }
      let last = end - endTag.count
      let between = Self.ends(of: encode("</result>"), in: packet).filter { first..<last ~= $0 }
      let places: [Int] =
        switch growth {
        case .before: [first]
        case .after: [last]
        case .between: [first] + between.prefix(6) + [last]
        }
      var grown: [UInt8] = []
      var copied = 0
      for (number, place) in places.enumerated() {
        grown += packet[copied..<place]
        let results = CanonicalResult.list(
          (100 + number * 4)..<(103 + number * 4 + (growth == .between ? 0 : 4)))
        grown += encode(layout.text(results))
        copied = place
      }
      bytes = grown + packet[copied...]
      description = "canonical results \(growth.rawValue), \(layout)"
      return
    }
    return nil
  }

  private static let encodings: [@Sendable (String) -> [UInt8]] = [
    { Array($0.utf8) },
    { $0.utf16Bytes(bigEndian: false) },
    { $0.utf16Bytes(bigEndian: true) },
  ]

  /// Where each occurrence ends.
  private static func ends(of needle: [UInt8], in bytes: [UInt8]) -> [Int] {
    guard bytes.count >= needle.count else { return [] }
    return (0...(bytes.count - needle.count))
      .filter { bytes[$0...].starts(with: needle) }
      .map { $0 + needle.count }
  }
}
