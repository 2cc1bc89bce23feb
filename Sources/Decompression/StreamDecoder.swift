/// Decodes one stream of a compressed file; a file may hold several, one behind the other.
protocol StreamDecoder: AnyObject {
  /// Makes it ready for the first byte of another stream.
  func restart() throws(DecompressionError)

  /// Decodes as many bytes as there are, or as there is room for.
  func decode(
    _ input: Span<UInt8>, into output: UnsafeMutableRawBufferPointer
  ) -> DecodingStep
}

/// What one call of a decoder has done.
struct DecodingStep {
  /// Bytes of the input that it has taken.
  var taken = 0
  /// Bytes of the output that it has written.
  var made = 0
  /// Whether the stream has ended with the last byte taken.
  var isAtEnd = false
  /// Why it can go no further; what it has written before that stands.
  var failure: DecompressionError?
}

extension CompressionFormat {
  func decoder() throws(DecompressionError) -> any StreamDecoder {
    switch self {
    case .gzip: try InflateDecoder(.gzip)
    case .deflate: try InflateDecoder(.zlib)
    case .zstd: try ZstdDecoder()
    case .xz: try XZDecoder()
    }
  }
}
