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
    if let failure = failure(unsafe ZSTD_DCtx_reset(context, ZSTD_reset_session_only)) {
      throw failure
    }
  }

  func decode(
    _ input: Span<UInt8>, into output: UnsafeMutableRawBufferPointer
  ) -> DecodingStep {
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
    if let failure = failure(status) { return DecodingStep(failure: failure) }
    step.isAtEnd = status == 0
    return step
  }

  /// What a status of the library says, if it is an error.
  private func failure(_ status: Int) -> DecompressionError? {
    if ZSTD_isError(status) == 0 { return nil }
    // The names of errors are constants.
    let name = unsafe String(cString: ZSTD_getErrorName(status))
    return DecompressionError(message: name.lowercased())
  }
}
