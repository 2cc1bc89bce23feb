/// What a handler wants after an event.
public enum SAXAction: Sendable {
  case proceed
  /// Go on, and text that is blank need not come before the next tag.
  case proceedWithoutBlanks
  /// End the parse: `feed` throws `SAXError.Code.stopped`, and no further event comes.
  case stop
}

/// Receives the events of one document, in document order.
///
/// Events borrow Expat's memory and end with the call. Comments and processing instructions
/// are passed over; CDATA sections and references arrive as the text that they stand for.
public protocol SAXHandler: ~Copyable {
  /// A start tag, or the start of an empty-element tag.
  mutating func startElement(_ element: SAXElement) -> SAXAction
  /// An end tag, or the end of an empty-element tag.
  mutating func endElement(_ context: SAXContext) -> SAXAction
  /// Part of the text of the innermost open element, in UTF-8. One text may come in any number of parts.
  mutating func text(_ bytes: Span<UInt8>, _ context: SAXContext) -> SAXAction
  /// A whole element that has no attributes and holds only text, or nothing: its three events in one.
  ///
  /// Comes in their place where the element stood whole and unbroken in one piece of the input, so a handler must
  /// do the same for both. Not implemented, it brings the three.
  mutating func simpleElement(_ element: SAXSimpleElement) -> SAXAction
  /// All events of the bytes at hand have come; before the next one, the bytes go away. The last chance
  /// to ask a `SAXLocator` for their places.
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
