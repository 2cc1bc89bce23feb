import Bytes
import ExpatSAX

/// Records the events of a parse, with adjacent texts joined, and the places of tags.
struct Recorder: SAXHandler {
  enum Event: Equatable {
    case start(String, namespace: String = "", attributes: [Attribute] = [])
    case end
    case text(String)
  }

  struct Attribute: Equatable {
    var name: String
    var value: String
    var namespace = ""
  }

  private(set) var events: [Event] = []
  /// Where start tags are, by name.
  private(set) var starts: [String: Location] = [:]
  /// Where end tags are, in document order.
  private(set) var ends: [Location] = []
  /// The parse ends at the start tag of this element.
  var lastElement: String?

  mutating func startElement(_ element: SAXElement) -> SAXAction {
    var attributes: [Attribute] = []
    element.forEachAttribute {
      attributes.append(
        Attribute(
          name: String(copying: $0.localName), value: String(copying: $0.value),
          namespace: String(copying: $0.namespace)))
    }
    let name = String(copying: element.localName)
    events.append(
      .start(name, namespace: String(copying: element.namespace), attributes: attributes))
    starts[name] = element.context.location
    return name == lastElement ? .stop : .proceed
  }

  mutating func endElement(_ context: SAXContext) -> SAXAction {
    events.append(.end)
    ends.append(context.location)
    return .proceed
  }

  mutating func text(_ bytes: Span<UInt8>, _ context: SAXContext) -> SAXAction {
    let text = String(copying: bytes)
    if case .text(let before) = events.last {
      events[events.count - 1] = .text(before + text)
    } else {
      events.append(.text(text))
    }
    return .proceed
  }
}

/// The result of parsing a document.
struct Parse {
  private(set) var recorder: Recorder
  private(set) var error: SAXError?
  private(set) var encoding: InputEncoding

  /// Parses a document in pieces of this size.
  init(_ document: [UInt8], pieces size: Int = .max, limits: Limits = .default) {
    var parser = StreamParser(handler: Recorder(), limits: limits)
    do throws(SAXError) {
      try parser.feed(document, pieces: size)
      try parser.finish()
    } catch {
      self.error = error
    }
    recorder = parser.handler
    encoding = parser.encoding
  }

  init(_ document: String, pieces size: Int = .max, limits: Limits = .default) {
    self.init(Array(document.utf8), pieces: size, limits: limits)
  }

  var events: [Recorder.Event] { recorder.events }
}
