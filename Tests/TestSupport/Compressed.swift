/// Handmade gzip and zstd streams: their blocks are stored, or are runs of spaces.
package enum Compressed {
  /// These bytes as `gzip` would write them without compression.
  package static func gzip(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var all: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var rest = Array(bytes)[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(0xFFFF)
      all.append(rest.isEmpty ? 1 : 0)
      all += littleEndian(UInt16(block.count)) + littleEndian(~UInt16(block.count)) + block
    } while !rest.isEmpty
    return all + littleEndian(checksum(bytes))
      + littleEndian(UInt32(truncatingIfNeeded: bytes.count))
  }

  package static func gzip(_ text: String) -> [UInt8] { gzip(Array(text.utf8)) }

  /// A frame of zstd without a checksum.
  package static func zstd(_ text: String) -> [UInt8] {
    let (bytes, size) = (Array(text.utf8), 0x10000)
    let starts = text.isEmpty ? [0] : Array(stride(from: 0, to: bytes.count, by: size))
    return zstd(blocks: starts.map { .stored(Array(bytes[$0...].prefix(size))) })
  }

  /// A frame of zstd in which each of these texts is a block.
  package static func zstd(texts: [String]) -> [UInt8] {
    zstd(blocks: texts.map { .stored(Array($0.utf8)) })
  }

  /// A frame of zstd in which each block of four bytes expands to 128 KiB of spaces.
  ///
  /// - Parameter start: What comes before them, in its own block.
  package static func bomb(_ start: String = "", blocks: Int) -> [UInt8] {
    let first = start.isEmpty ? [] : [Block.stored(Array(start.utf8))]
    return zstd(blocks: first + Array(repeating: .spaces, count: blocks))
  }

  private enum Block {
    case stored([UInt8])
    /// 128 KiB of spaces.
    case spaces
  }

  private static func zstd(blocks: [Block]) -> [UInt8] {
    // No size of the content, no checksum; a window of 128 KiB.
    var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38]
    for (index, block) in blocks.enumerated() {
      let isLast: UInt32 = index == blocks.count - 1 ? 1 : 0
      let (header, content): (UInt32, [UInt8]) =
        switch block {
        case .stored(let bytes): (UInt32(bytes.count) << 3, bytes)
        case .spaces: (128 * 1024 << 3 | 0b010, [UInt8(ascii: " ")])
        }
      frame += littleEndian(header | isLast).prefix(3) + content
    }
    return frame
  }

  private static func littleEndian<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
    (0..<(Number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// CRC-32, as in gzip.
  private static func checksum(_ bytes: some Collection<UInt8>) -> UInt32 {
    var value = UInt32.max
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
  }
}
