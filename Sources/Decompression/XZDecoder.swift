import CLZMA

/// Decodes xz streams, including their checksums, in at most 128 MiB: twice what `xz -9` needs.
@safe
final class XZDecoder: StreamDecoder {
  /// Must not move while the library works on it; freed by `deinit`.
  private let stream: UnsafeMutablePointer<lzma_stream>

  private static var memoryLimit: UInt64 { 128 * 1024 * 1024 }

  init() throws(DecompressionError) {
    unsafe stream = UnsafeMutablePointer<lzma_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: clzma_stream())
    try restart()
  }

  deinit {
    unsafe lzma_end(stream)
    unsafe stream.deallocate()
  }

  func restart() throws(DecompressionError) {
    // The library reuses or frees what the stream held before.
    if unsafe lzma_stream_decoder(stream, Self.memoryLimit, 0) != LZMA_OK { throw .outOfMemory }
  }

  func decode(
    _ input: Span<UInt8>, into output: UnsafeMutableRawBufferPointer
  ) -> DecodingStep {
    var step = DecodingStep()
    var status = LZMA_OK
    unsafe input.withUnsafeBytes { bytes in
      // The library reads at most `avail_in` bytes and writes at most `avail_out`.
      unsafe stream.pointee.next_in = bytes.bindMemory(to: UInt8.self).baseAddress
      unsafe stream.pointee.avail_in = bytes.count
      unsafe stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
      unsafe stream.pointee.avail_out = output.count
      status = unsafe lzma_code(stream, LZMA_RUN)
      step.taken = unsafe bytes.count - stream.pointee.avail_in
      step.made = unsafe output.count - stream.pointee.avail_out
    }
    switch status {
    case LZMA_OK, LZMA_BUF_ERROR: break
    case LZMA_STREAM_END: step.isAtEnd = true
    case LZMA_MEM_ERROR: step.failure = .outOfMemory
    case LZMA_MEMLIMIT_ERROR:
      step.failure = DecompressionError(
        message: "more memory is needed than the \(Self.memoryLimit) bytes that are allowed")
    case LZMA_OPTIONS_ERROR:
      step.failure = DecompressionError(message: "options that are not supported")
    default: step.failure = DecompressionError(message: "invalid data")
    }
    return step
  }
}
