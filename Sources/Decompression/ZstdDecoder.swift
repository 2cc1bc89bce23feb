import CZstd

/// Decodes frames of Zstandard, with their checksums; its window is bounded to 128 MiB, as that of `zstd` is.
///
/// A call of the library that fails gives nothing of what it has decoded before. So it gets one header, block or checksum at once,
/// and what comes before the damage does not depend on the pieces in which the bytes come.
@safe
final class ZstdDecoder: StreamDecoder {
  /// Owned; freed by `deinit`.
  private let context: OpaquePointer
  /// Bytes of the header of a block.
  private static var headerSize: Int { 3 }

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
    unsafe input.withUnsafeBytes { bytes in
      // Zstandard stays within the sizes that it is given.
      var from = unsafe ZSTD_inBuffer(src: bytes.baseAddress, size: 0, pos: 0)
      var to = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
      // The first call takes nothing in, as there may be more of what was taken in before.
      repeat {
        let before = unsafe (from.pos, to.pos)
        let status = unsafe ZSTD_decompressStream(context, &to, &from)
        if let failure = failure(status) {
          step.failure = failure
          return
        }
        step.taken = unsafe from.pos
        step.made = unsafe to.pos
        step.isAtEnd = status == 0
        let advances = unsafe before != (from.pos, to.pos)
        // What it asks for ends with the header of the block behind, if there is one.
        let unit = status > Self.headerSize ? status - Self.headerSize : max(1, status)
        unsafe from.size = min(bytes.count, step.taken + unit)
        if !advances, unsafe from.size == step.taken { return }
      } while !step.isAtEnd && step.made < output.count
    }
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
