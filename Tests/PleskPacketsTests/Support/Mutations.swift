import TestSupport

/// Packets with something wrong at a random place.
struct Mutator {
  private var generator: SplitMix

  /// - Parameter name: The name of the packet, which decides the mutations.
  init(name: String) {
    var seed: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { seed = (seed ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    generator = SplitMix(seed: seed)
  }

  /// What packets are made of, and what breaks them.
  private static let pieces: [String] = [
    "<packet>", "</packet>", "<aps>", "</aps>", "<get-download-status>", "</get-download-status>",
    "<result>", "</result>", "<result/>", "<status>ok</status>", "<status>error</status>",
    "<errcode>1013</errcode>", "<errcode>0</errcode>", "<errtext>", "</errtext>", "<errtext/>",
    "<filter-id>18</filter-id>", "<id>18</id>", "<id>", "</id>", "<task>", "</task>", "<task/>",
    "<finished>", "</finished>", "<error/>", "<package-id>1</package-id>", "<in-progress>",
    "<total>1</total>", "<completed>2</completed>", "<current/>", "<filter/>",
    "<task-id>1</task-id>",
    "<system>", "</system>", "<output>x</output>", "<webspace/>", "<install/>", "<!--", "-->",
    "<![CDATA[", "]]>", "<?p ", "?>", "&amp;", "&#10;", "&#x1F600;", "&x;", "é", "😀", "\r\n", "\r",
    "\n", "\t", " ", " a='1'", " xmlns='urn:x'", " xmlns=''", "p:", "99999999999999999999", "-1",
    "\0", "\u{FFFE}", "\u{FEFF}", "<!DOCTYPE a>", "<?xml version='1.0'?>", "<request-settings/>",
  ]

  mutating func mutate(_ packet: [UInt8]) -> [UInt8] {
    var bytes = packet
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let start = Int.random(in: 0...bytes.count, using: &generator)
      let end = min(bytes.count, start + Int.random(in: 0...40, using: &generator))
      switch Int.random(in: 0..<12, using: &generator) {
      case 0...5:
        let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
        bytes.insert(contentsOf: Array(piece.utf8), at: start)
      case 6: bytes.removeSubrange(start..<end)
      case 7: bytes.insert(contentsOf: Array(bytes[start..<end]), at: start)
      case 8: bytes.insert(contentsOf: Array(bytes[start..<end]), at: bytes.count - start)
      case 9:
        if start < bytes.count { bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &generator) }
      case 10: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: start)
      default: bytes.removeSubrange(start...)
      }
    }
    return bytes
  }
}
