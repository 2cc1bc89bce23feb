/// Decodes one stream of a compressed file. A file may hold several streams in a row.
protocol StreamDecoder: AnyObject {
  /// Prepares the decoder for the first byte of another stream.
  func restart() throws(DecompressionError)

  /// Decodes until the input is used up or the output is full.
  func decode(
    _ input: Span<UInt8>, into output: UnsafeMutableRawBufferPointer
  ) -> DecodingStep
}

/// The result of one call of a decoder.
struct DecodingStep {
  /// How many input bytes it has taken.
  var taken = 0
  /// How many output bytes it has written.
  var made = 0
  /// Whether the last byte taken ends the stream.
  var isAtEnd = false
  /// Why it cannot continue. The output written before the failure is valid.
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
