import CExpat
import ExpatSAX

/// The verdict of Expat alone on a whole document, as from its own `xmlwf`. Names are expanded, and
/// a DOCTYPE ends it.
struct ExpatVerdict {
  /// Why it stops; nil if nothing is wrong.
  let error: XML_Error?
  /// Where it stops, in its own count, with columns from 1.
  let place: Location

  /// Whether it was a DOCTYPE: nothing else aborts the parse.
  var isDoctype: Bool { error == XML_ERROR_ABORTED }

  /// Whether this error is possible only at the end of a document.
  var isForItsEnd: Bool {
    switch error {
    case XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_PARTIAL_CHAR,
      XML_ERROR_UNCLOSED_CDATA_SECTION:
      true
    default: false
    }
  }

  /// - Parameter isComplete: Whether Expat knows that no more bytes follow.
  init(of document: ArraySlice<UInt8>, isComplete: Bool = true) {
    // A separator that XML does not allow as a character.
    guard let parser = unsafe XML_ParserCreateNS(nil, 1) else { fatalError("out of memory") }
    defer { unsafe XML_ParserFree(parser) }
    unsafe XML_UseParserAsHandlerArg(parser)
    unsafe XML_SetStartDoctypeDeclHandler(parser, stop)
    // Expat reads as many bytes as there are, within the call.
    let status = unsafe document.withUnsafeBytes {
      unsafe XML_Parse(
        parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), CInt($0.count),
        isComplete ? 1 : 0)
    }
    error = status == XML_STATUS_OK ? nil : unsafe XML_GetErrorCode(parser)
    place = unsafe Location(
      byteOffset: max(0, Int(XML_GetCurrentByteIndex(parser))),
      line: Int(XML_GetCurrentLineNumber(parser)),
      column: Int(XML_GetCurrentColumnNumber(parser)) + 1)
  }
}

/// Ends the parse at a DOCTYPE.
private func stop(
  _ parser: UnsafeMutableRawPointer?, _: UnsafePointer<CChar>?, _: UnsafePointer<CChar>?,
  _: UnsafePointer<CChar>?, _: CInt
) {
  // The parser was set as the argument of its handlers.
  _ = unsafe XML_StopParser(parser.map { OpaquePointer($0) }, XML_Bool(XML_FALSE))
}
