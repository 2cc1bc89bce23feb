/// Changes of single bytes, decided before the packet is generated and applied afterwards.
public struct Damage {
  private struct Change {
    var kind: Int
    var place: Int
    var byte: UInt8
  }

  private let changes: [Change]

  public init(_ choices: inout Choices) {
    let count = max(0, choices.number(below: 8) - 4)
    // As many bytes as the largest count needs, so that the decisions of the generator always start
    // at the same place.
    let all = (0..<3).map { _ in
      Change(kind: choices.number(below: 8), place: choices.word(), byte: choices.byte())
    }
    changes = Array(all.prefix(count))
  }

  /// - Parameter pieces: What may be inserted; nil: parts of packets.
  public func done(to packet: [UInt8], pieces: [String]? = nil) -> [UInt8] {
    let pieces = pieces ?? Vocabulary.pieces
    var bytes = packet
    for change in changes where !bytes.isEmpty {
      let start = change.place % bytes.count
      let end = min(bytes.count, start + Int(change.byte) % 32)
      switch change.kind {
      case 0: bytes[start] ^= 1 << (change.byte & 7)
      case 1: bytes[start] = change.byte
      case 2: bytes.insert(change.byte, at: start)
      case 3:
        bytes.insert(
          contentsOf: pieces[Int(change.byte) % pieces.count].utf8, at: start)
      case 4: bytes.removeSubrange(start..<end)
      case 5: bytes.insert(contentsOf: Array(bytes[start..<end]), at: start)
      case 6: bytes.insert(contentsOf: Array(bytes[start..<end]), at: bytes.count - start)
      default: bytes.removeSubrange(start...)
      }
    }
    return bytes
  }
}
