import Foundation

/// Compressed packets for tests of the command.
enum Compressed {
  /// What `gzip` would write of these bytes if it did not compress them: blocks that are stored.
  static func gzip(_ bytes: some Collection<UInt8>) -> [UInt8] {
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

  static func gzip(_ text: String) -> [UInt8] { gzip(Array(text.utf8)) }

  /// A frame of zstd whose blocks are stored, without a checksum.
  static func zstd(_ text: String) -> [UInt8] {
    var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38]
    var rest = Array(text.utf8)[...]
    repeat {
      let block = rest.prefix(0x10000)
      rest = rest.dropFirst(0x10000)
      frame += littleEndian(UInt32(block.count << 3 | (rest.isEmpty ? 1 : 0))).prefix(3) + block
    } while !rest.isEmpty
    return frame
  }

  /// A frame of zstd in which each block of four bytes stands for 128 KiB of spaces, behind a start of a packet.
  static func bomb(_ start: String, blocks: Int) -> [UInt8] {
    let start = Array(start.utf8)
    var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38]
    frame += littleEndian(UInt32(start.count << 3)).prefix(3) + start
    for index in 1...blocks {
      let header = UInt32(128 * 1024 << 3 | 0b010 | (index == blocks ? 1 : 0))
      frame += littleEndian(header).prefix(3) + [UInt8(ascii: " ")]
    }
    return frame
  }

  private static func littleEndian<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
    (0..<(Number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// CRC-32, as gzip has it.
  private static func checksum(_ bytes: some Collection<UInt8>) -> UInt32 {
    var value = UInt32.max
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
  }
}
