import CZstd

/// Decodes frames of Zstandard, with their checksums; its window is bounded to 128 MiB, as that of `zstd` is.
@safe
final class ZstdDecoder: StreamDecoder {
  /// Owned; freed by `deinit`.
  private let context: OpaquePointer

  init() throws(DecompressionError) {
    guard let context = unsafe ZSTD_createDStream() else { throw .outOfMemory }
    unsafe self.context = context
  }

  deinit {
    _ = unsafe ZSTD_freeDStream(context)
  }

  func restart() throws(DecompressionError) {
    try check(unsafe ZSTD_DCtx_reset(context, ZSTD_reset_session_only))
  }

  func decode(
    _ input: Span<UInt8>, into output: UnsafeMutableRawBufferPointer
  ) throws(DecompressionError) -> DecodingStep {
    var step = DecodingStep()
    var status = 0
    unsafe input.withUnsafeBytes { bytes in
      // Zstandard stays within the sizes that it is given.
      var from = unsafe ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
      var to = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
      status = unsafe ZSTD_decompressStream(context, &to, &from)
      step.taken = unsafe from.pos
      step.made = unsafe to.pos
    }
    try check(status)
    step.isAtEnd = status == 0
    return step
  }

  private func check(_ status: Int) throws(DecompressionError) {
    if ZSTD_isError(status) == 0 { return }
    // The names of errors are constants.
    let name = unsafe String(cString: ZSTD_getErrorName(status))
    throw DecompressionError(message: name.lowercased())
  }
}
