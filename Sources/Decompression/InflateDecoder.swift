import CZlib

/// Decodes gzip, including its checksums, and what HTTP calls deflate. Uses zlib.
@safe
final class InflateDecoder: StreamDecoder {
  /// The format around the compressed bytes. The raw value is zlib's `windowBits` for it, with the
  /// largest window.
  enum Wrapper: CInt {
    case gzip = 31
    case zlib = 15
    case raw = -15
  }

  /// zlib keeps a pointer to it, so it must not move; freed by `deinit`.
  private let stream: UnsafeMutablePointer<z_stream>
  private var wrapper: Wrapper
  private var isAtStart = true

  init(_ wrapper: Wrapper) throws(DecompressionError) {
    self.wrapper = wrapper
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    // zlib expects a zeroed stream.
    unsafe stream.initialize(to: z_stream())
    let status = unsafe czlib_inflate_init(stream, wrapper.rawValue)
    // From here on `deinit` frees the stream, which zlib allows even after a failed start.
    if status != Z_OK { throw .outOfMemory }
  }

  deinit {
    _ = unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  func restart() throws(DecompressionError) {
    isAtStart = true
    if unsafe inflateReset2(stream, wrapper.rawValue) != Z_OK { throw .outOfMemory }
  }

  func decode(
    _ input: Span<UInt8>, into output: UnsafeMutableRawBufferPointer
  ) -> DecodingStep {
    if isAtStart, wrapper == .zlib, let first = input.isEmpty ? nil : input[0] {
      // The first byte of a zlib stream gives the method, 8, and a window size of at most 7. No raw
      // stream that a server sends starts like this.
      if first & 0x0F != 8 || first >> 4 > 7 { wrapper = .raw }
      do throws(DecompressionError) {
        try restart()
      } catch {
        return DecodingStep(failure: error)
      }
    }
    isAtStart = isAtStart && input.isEmpty
    var step = DecodingStep()
    var status = Z_OK
    unsafe input.withUnsafeBytes { bytes in
      // zlib reads at most `avail_in` bytes, writes at most `avail_out`, and never writes to its
      // input.
      unsafe stream.pointee.next_in = UnsafeMutablePointer(
        mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
      unsafe stream.pointee.avail_in = uInt(clamping: bytes.count)
      unsafe stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
      unsafe stream.pointee.avail_out = uInt(clamping: output.count)
      status = unsafe inflate(stream, Z_NO_FLUSH)
      step.taken = unsafe bytes.count - Int(stream.pointee.avail_in)
      step.made = unsafe output.count - Int(stream.pointee.avail_out)
    }
    switch status {
    case Z_STREAM_END: step.isAtEnd = true
    case Z_OK, Z_BUF_ERROR: break
    case Z_MEM_ERROR: step.failure = .outOfMemory
    case Z_NEED_DICT: step.failure = DecompressionError(message: "a preset dictionary is needed")
    default:
      let reason = unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
      step.failure = DecompressionError(message: reason ?? "invalid data")
    }
    return step
  }
}
