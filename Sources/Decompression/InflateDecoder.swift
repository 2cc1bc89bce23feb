import CZlib

/// Decodes gzip, with its checksums, and what HTTP calls deflate, by zlib.
@safe
final class InflateDecoder: StreamDecoder {
  /// What stands around the compressed bytes; the value is how zlib is told, with the largest window.
  enum Wrapper: CInt {
    case gzip = 31
    case zlib = 15
    case bare = -15
  }

  /// zlib keeps its address, so it stays at one; freed by `deinit`.
  private let stream: UnsafeMutablePointer<z_stream>
  private var wrapper: Wrapper
  private var isAtStart = true

  init(_ wrapper: Wrapper) throws(DecompressionError) {
    self.wrapper = wrapper
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    // A zeroed stream is what zlib asks for.
    unsafe stream.initialize(to: z_stream())
    let status = unsafe czlib_inflate_init(stream, wrapper.rawValue)
    // From here on `deinit` frees, which zlib allows after a failed start too.
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
      // The first byte of a zlib stream names the method 8 and a window of at most 7; no bare stream of a server starts so.
      if first & 0x0F != 8 || first >> 4 > 7 { wrapper = .bare }
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
      // zlib reads `avail_in` bytes and writes `avail_out`, no more; it never writes to its input.
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
