/// How much may come of compressed bytes, so that a small file cannot keep the reader busy for hours.
package struct DecompressionLimits: Sendable {
  /// Decompressed bytes of one input; nil: as many as come.
  package var size: Int?
  /// Decompressed bytes for each compressed one. Large packets of results that are much the same reach a few hundred with xz.
  package var ratio = 1000

  package init() {}

  /// Bytes that may come whatever their ratio.
  private static var free: Int { 1024 * 1024 }

  /// What is beyond a limit, in words.
  func breach(_ bytes: Int, of compressed: Int) -> String? {
    if let size, bytes > size {
      // How many came at once of how many depends on how the input came.
      return "more bytes come of the compressed ones than may; the maximum is \(size) (--max-size)"
    }
    if bytes > Self.free, (bytes - 1) / ratio >= compressed {
      return
        "at least \(bytes) bytes come of \(compressed) compressed ones, \(bytes / max(1, compressed)) of each; the maximum is \(ratio) (--max-ratio)"
    }
    return nil
  }

  /// How many of the bytes that have come last are still within the size.
  func allowed(_ count: Int, after bytes: Int) -> Int {
    size.map { min(count, max(0, $0 - bytes)) } ?? count
  }
}
