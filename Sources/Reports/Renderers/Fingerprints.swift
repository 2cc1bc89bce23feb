import PleskPackets

/// Identifies findings by what does not change when lines move: the rule, the path of the element,
/// the name of the file without its folders and, where a rule is broken several times at the same
/// path, a number.
struct Fingerprints {
  private var name = PacketName("-")
  /// How often each has occurred in this packet.
  private var counts: [UInt64: Int] = [:]

  /// How many different ones of a packet are counted. Repetitions of others are not numbered, so
  /// that memory stays bounded.
  private static var mostCounted: Int { 4096 }

  /// Starts the next packet.
  mutating func begin(_ name: PacketName) {
    self.name = name
    counts.removeAll(keepingCapacity: true)
  }

  mutating func next(_ finding: Finding) -> String {
    let file = name.fileBytes.split(separator: UInt8(ascii: "/")).last ?? []
    var hash = StableHash()
    hash.combine(finding.rule.id.utf8)
    hash.combine(finding.path.utf8)
    hash.combine(file)
    hash.combine((name.part ?? "").utf8)
    let ordinal = counts[hash.value, default: 0] + 1
    if ordinal > 1 || counts.count < Self.mostCounted { counts[hash.value] = ordinal }
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits + ":\(ordinal)"
  }
}

/// FNV-1a of 64 bits, the same in every process.
private struct StableHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Adds bytes, and a mark of their end.
  mutating func combine(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { mix(byte) }
    mix(0)
  }

  private mutating func mix(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
