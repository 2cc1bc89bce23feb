import Bytes
import CExpat

extension InputWindow {
  /// The bytes in Expat's own buffer, which does not change until the next feed. Bytes from before
  /// a detour are left out, because those of the detour are missing in between.
  @_lifetime(immortal)
  init(_ parser: XML_Parser, _ detour: Detour) {
    var offset: CInt = 0
    var size: CInt = 0
    let index = unsafe XML_GetCurrentByteIndex(parser)
    guard index >= 0, let start = unsafe XML_GetInputContext(parser, &offset, &size) else {
      self.init(Span(), byteOffset: 0)
      return
    }
    let pointer = unsafe UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self)
    let count = max(0, Int(size))
    let first = index - Int(offset) + detour.bytes
    let lost = min(count, max(0, detour.end - first))
    let bytes = unsafe Span(_unsafeStart: pointer, count: count).extracting(lost..<count)
    self.init(unsafe _overrideLifetime(bytes, copying: ()), byteOffset: first + lost)
  }
}
