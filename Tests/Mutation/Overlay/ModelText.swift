import Foundation

/// The contents of Model/ as one text, from the file that MODEL_TEXT names, so that one build can
/// be tested with many.
enum ModelText {
  static var bytes: Span<UInt8> {
    @_lifetime(immortal) get {
      let bytes = unsafe Span(_unsafeElements: text)
      return unsafe _overrideLifetime(bytes, copying: ())
    }
  }

  /// Never freed.
  private nonisolated(unsafe) static let text: UnsafeBufferPointer<UInt8> = {
    guard let path = ProcessInfo.processInfo.environment["MODEL_TEXT"],
      let data = FileManager.default.contents(atPath: path)
    else { fatalError("MODEL_TEXT names no file that can be read") }
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: data.count)
    _ = unsafe buffer.initialize(from: data)
    return unsafe UnsafeBufferPointer(buffer)
  }()
}
