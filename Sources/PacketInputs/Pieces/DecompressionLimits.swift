/// How far compressed bytes may expand, so that a small file cannot keep the reader busy for hours.
package struct DecompressionLimits: Sendable {
  /// The most decompressed bytes of one input; nil: no limit.
  package var size: Int?
  /// The most decompressed bytes per compressed byte. Large packets of similar results reach a few
  /// hundred with xz.
  package var ratio = 1000

  package init() {}

  /// Bytes that are allowed whatever their ratio.
  private static var free: Int { 1024 * 1024 }

  /// Which limit is exceeded, in words; nil if none is.
  func breach(_ bytes: Int, of compressed: Int) -> String? {
    if let size, bytes > size {
      // Exact numbers would depend on how the input arrived.
      return "the input decompresses to too many bytes; the maximum is \(size) (--max-size)"
    }
    if bytes > Self.free, (bytes - 1) / ratio >= compressed {
      return
        "\(compressed) bytes decompress to at least \(bytes), \(bytes / max(1, compressed)) times as many; the maximum is \(ratio) (--max-ratio)"
    }
    return nil
  }

  /// How many of the last bytes are still within the size.
  func allowed(_ count: Int, after bytes: Int) -> Int {
    size.map { min(count, max(0, $0 - bytes)) } ?? count
  }
}
