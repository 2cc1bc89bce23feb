import ExpatSAX

/// The events of `StreamParser` for a document, piece by piece.
struct SAXRun {
  enum Event: Equatable {
    case start(name: String, namespace: String, [Attribute], Location)
    case end(Location)
    case text(String, Location)
  }

  struct Attribute: Equatable {
    var name: String
    var namespace: String
    var value: String
  }

  let events: [Event]
  private(set) var error: SAXError?
  let encoding: InputEncoding

  init(of document: [UInt8], _ pieces: [Range<Int>], _ way: Plan.Way, _ limits: Limits) {
    var parser = StreamParser(handler: SAXRecorder(), limits: limits)
    var feeder = Feeder(way)
    do throws(SAXError) {
      for piece in pieces { try feeder.feed(document[piece], to: &parser) }
      try parser.finish()
    } catch {
      self.error = error
    }
    events = parser.handler.events
    encoding = parser.encoding
  }
}

/// Keeps the events of a parse with their places, text joined.
private struct SAXRecorder: SAXHandler {
  private(set) var events: [SAXRun.Event] = []

  mutating func startElement(_ element: SAXElement) -> SAXAction {
    var attributes: [SAXRun.Attribute] = []
    element.forEachAttribute {
      attributes.append(
        SAXRun.Attribute(
          name: String(utf8: $0.localName), namespace: String(utf8: $0.namespace),
          value: String(utf8: $0.value)))
    }
    events.append(
      .start(
        name: String(utf8: element.localName), namespace: String(utf8: element.namespace),
        attributes, element.context.location))
    return .proceed
  }

  mutating func endElement(_ context: SAXContext) -> SAXAction {
    events.append(.end(context.location))
    return .proceed
  }

  mutating func text(_ bytes: Span<UInt8>, _ context: SAXContext) -> SAXAction {
    if case .text(var text, let place)? = events.last {
      text += String(utf8: bytes)
      events[events.count - 1] = .text(text, place)
    } else {
      events.append(
        .text(String(utf8: bytes), context.location))
    }
    return .proceed
  }
}

extension String {
  fileprivate init(utf8 bytes: Span<UInt8>) {
    self.init(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
  }
}
