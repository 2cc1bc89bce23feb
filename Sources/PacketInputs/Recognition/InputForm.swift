import Decompression

/// The format of an input, detected from its first bytes.
enum InputForm {
  /// One packet, or anything that is judged as one.
  case packet
  case compressed(CompressionFormat)
  /// HTTP messages, including their headers.
  case http
  /// An HTTP archive as browsers save it: JSON.
  case har

  /// Detects the format.
  ///
  /// - Parameter isAll: Whether there are no more bytes.
  /// - Returns: nil if more bytes could change the answer.
  static func recognise(_ start: [UInt8], isAll: Bool) -> InputForm? {
    guard let first = start.first else { return isAll ? .packet : nil }
    // Markup, as nearly always: no need to wait for more.
    if first == UInt8(ascii: "<") { return .packet }
    if let format = CompressionFormat(start: start.span) { return .compressed(format) }
    if !isAll, CompressionFormat.mayStart(start.span) { return nil }
    switch HTTPStart.judge(start[...], isAll: isAll) {
    case .yes: return .http
    case .perhaps: return nil
    case .no: break
    }
    switch HARStart.judge(start[...]) {
    case .yes: return .har
    case .perhaps: return isAll ? .packet : nil
    case .no: return .packet
    }
  }
}
