/// What a handler wants after an event.
public enum SAXAction: Sendable {
  /// Continue.
  case proceed
  /// Continue. Whitespace before the next tag need not be sent.
  case proceedWithoutBlanks
  /// End the parse: `feed` throws `SAXError.Code.stopped`, and no more events are sent.
  case stop
}

/// Receives the events of one document, in document order.
///
/// Events borrow Expat's memory and are valid only during the call. Comments and processing
/// instructions are skipped; CDATA sections and references arrive as the text that they represent.
public protocol SAXHandler: ~Copyable {
  /// A start tag, or the start of an empty-element tag.
  mutating func startElement(_ element: SAXElement) -> SAXAction
  /// An end tag, or the end of an empty-element tag.
  mutating func endElement(_ context: SAXContext) -> SAXAction
  /// Part of the text of the innermost open element, in UTF-8. A text may arrive in many parts.
  mutating func text(_ bytes: Span<UInt8>, _ context: SAXContext) -> SAXAction
  /// A whole element without attributes that contains only text or nothing, as one event.
  ///
  /// Replaces the three events if one piece of the input has the whole element, so a handler must
  /// do the same in both cases. The default implementation calls the three methods.
  mutating func simpleElement(_ element: SAXSimpleElement) -> SAXAction
  /// All events of the current bytes have been sent; the bytes are gone before the next event. This
  /// is the last chance to ask a `SAXLocator` for their places.
  mutating func pieceEnds()
}

extension SAXHandler where Self: ~Copyable {
  public mutating func simpleElement(_ element: SAXSimpleElement) -> SAXAction {
    if startElement(element.tag) == .stop { return .stop }
    if !element.text.isEmpty, text(element.text, element.textContext) == .stop { return .stop }
    return endElement(element.endContext)
  }

  public mutating func pieceEnds() {}
}
