import CLZMA
import CZlib
import CZstd

/// Compresses, so that generated input can be decompressed again.
enum Compressing {
  case gzip, deflate, zstd, xz

  /// The HTTP codings for these; the first one is none.
  static let codings: [(name: String, format: Compressing)?] = [
    nil, ("gzip", .gzip), ("x-gzip", .gzip), ("deflate", .deflate), ("zstd", .zstd),
    ("gzip", .zstd), ("br", .gzip),
  ]

  func compressed(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .gzip: Self.gzip(bytes)
    case .deflate: Self.zlib(bytes)
    case .zstd: Self.zstd(bytes)
    case .xz: Self.xz(bytes)
    }
  }

  /// A zlib stream with another head and end: a gzip stream.
  private static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    let checksum = unsafe bytes.withUnsafeBufferPointer {
      // As many bytes as there are.
      unsafe crc32(0, $0.baseAddress, uInt($0.count))
    }
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + zlib(bytes).dropFirst(2).dropLast(4)
      + littleEndian(UInt32(truncatingIfNeeded: checksum)) + littleEndian(UInt32(bytes.count))
  }

  private static func zlib(_ bytes: [UInt8]) -> [UInt8] {
    unsafe filled(room: Int(compressBound(uLong(bytes.count)))) { room, count in
      var size = uLong(room.count)
      // zlib writes at most `size` bytes, and there is room for them.
      let status = unsafe bytes.withUnsafeBufferPointer {
        unsafe compress(room.baseAddress, &size, $0.baseAddress, uLong($0.count))
      }
      precondition(status == Z_OK)
      count = Int(size)
    }
  }

  private static func zstd(_ bytes: [UInt8]) -> [UInt8] {
    unsafe filled(room: ZSTD_compressBound(bytes.count)) { room, count in
      // Zstandard stays within the sizes that it is given.
      count = unsafe bytes.withUnsafeBytes {
        unsafe ZSTD_compress(room.baseAddress, room.count, $0.baseAddress, $0.count, 3)
      }
      precondition(ZSTD_isError(count) == 0)
    }
  }

  private static func xz(_ bytes: [UInt8]) -> [UInt8] {
    unsafe filled(room: lzma_stream_buffer_bound(bytes.count)) { room, count in
      // The library stays within the sizes that it is given.
      let status = unsafe bytes.withUnsafeBufferPointer {
        unsafe lzma_easy_buffer_encode(
          0, LZMA_CHECK_CRC32, nil, $0.baseAddress, $0.count, room.baseAddress, &count, room.count)
      }
      precondition(status == LZMA_OK)
    }
  }

  /// Bytes that a library writes into a buffer of this size.
  private static func filled(
    room: Int, _ write: (UnsafeMutableBufferPointer<UInt8>, inout Int) -> Void
  ) -> [UInt8] {
    // The library returns how many it has written.
    unsafe [UInt8](unsafeUninitializedCapacity: room) { unsafe write($0, &$1) }
  }

  private static func littleEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
