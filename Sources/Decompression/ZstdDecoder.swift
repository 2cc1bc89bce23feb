import CZstd

/// Decodes Zstandard frames, including their checksums. Its window is limited to 128 MiB, like that
/// of `zstd`.
///
/// A call of the library that fails loses everything that this call has decoded. So each call gets
/// one header, block or checksum, and the output before the damage does not depend on how the input
/// is cut.
@safe
final class ZstdDecoder: StreamDecoder {
  /// Owned; freed by `deinit`.
  private let context: OpaquePointer
  /// The number of bytes in a block header.
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
      // The library stays within the sizes given here.
      var from = unsafe ZSTD_inBuffer(src: bytes.baseAddress, size: 0, pos: 0)
      var to = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
      // The first call takes no input, because earlier input may still have output to come.
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
        // The number of bytes it asks for includes the header of the next block, if there is one.
        let unit = status > Self.headerSize ? status - Self.headerSize : max(1, status)
        unsafe from.size = min(bytes.count, step.taken + unit)
        if !advances, unsafe from.size == step.taken { return }
      } while !step.isAtEnd && step.made < output.count
    }
    return step
  }

  /// The error that a status of the library stands for, if any.
  private func failure(_ status: Int) -> DecompressionError? {
    if ZSTD_isError(status) == 0 { return nil }
    // Error names are constant strings.
    let name = unsafe String(cString: ZSTD_getErrorName(status))
    return DecompressionError(message: name.lowercased())
  }
}
