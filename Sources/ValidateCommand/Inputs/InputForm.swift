import Decompression

/// What an input holds, as its first bytes tell.
enum InputForm {
  /// One packet, or what is to be judged as one.
  case packet
  case compressed(CompressionFormat)

  /// Recognises the form.
  ///
  /// - Parameter isAll: Whether there are no more bytes.
  /// - Returns: nil if more bytes could change the answer.
  static func recognise(_ start: Span<UInt8>, isAll: Bool) -> InputForm? {
    if start.isEmpty { return isAll ? .packet : nil }
    // Markup: nearly always. Nothing more must be waited for.
    if start[0] == UInt8(ascii: "<") { return .packet }
    if let format = CompressionFormat(start: start) { return .compressed(format) }
    if !isAll, CompressionFormat.mayStart(start) { return nil }
    return .packet
  }
}
