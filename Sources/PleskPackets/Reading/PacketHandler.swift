import Bytes
import ExpatSAX

/// Passes SAX events through structure and reducer to the sink.
struct PacketHandler: SAXHandler, ~Copyable {
  var structure: StructureValidator
  var downstream: Downstream
  /// The finding that ended parsing, unless Expat ended it.
  private(set) var fatal: Finding?
  private let textLimit: Int

  init(
    model: CompiledModel, options: PacketOptions, locator: SAXLocator,
    send: @escaping (PacketEvent) -> Void
  ) {
    structure = StructureValidator(
      model: model, kind: options.kind, textLimit: options.limits.text)
    downstream = Downstream(
      reducer: PacketReducer(
        comparison: options.request.flatMap(ExchangeState.init),
        reportsDuplicateIDs: options.reportsDuplicateIDs),
      sink: EventSink(model: model, levels: options.levels, locator: locator, send: send))
    textLimit = options.limits.text
  }

  mutating func startElement(_ element: SAXElement) -> SAXAction {
    guard let message = structure.open(element, into: &downstream) else { return next }
    let name = String(copying: element.localName)
    end(
      Finding(rule: .root, location: element.context.location, path: "/" + name, message: message))
    return .stop
  }

  mutating func simpleElement(_ element: SAXSimpleElement) -> SAXAction {
    if structure.takeLeaf(element, into: &downstream) { return .proceedWithoutBlanks }
    if startElement(element.tag) == .stop { return .stop }
    if !element.text.isEmpty, text(element.text, element.textContext) == .stop { return .stop }
    return endElement(element.endContext)
  }

  mutating func endElement(_ context: SAXContext) -> SAXAction {
    structure.close(into: &downstream)
    return next
  }

  private var next: SAXAction { structure.needsWhitespace ? .proceed : .proceedWithoutBlanks }

  mutating func text(_ bytes: Span<UInt8>, _ context: SAXContext) -> SAXAction {
    guard let allowed = structure.text(bytes, into: &downstream) else { return .proceed }
    let breach = Limits.Breach(limit: .text, actual: textLimit + 1, maximum: textLimit)
    end(
      Finding(
        .limit, location: context.location(after: allowed, of: bytes),
        path: structure.currentPath, (.reason, breach.description)))
    return .stop
  }

  mutating func pieceEnds() {
    let locator = downstream.sink.locator
    structure.settle(locator)
    downstream.reducer.settlePlaces { locator.resolve($0) }
  }

  /// Processes the end of a complete packet.
  mutating func finish() {
    downstream.reducer.finish(kind: structure.kind ?? .response, into: &downstream.sink)
  }

  /// Reports the finding that ends parsing.
  mutating func end(_ finding: Finding) {
    fatal = finding
    downstream.sink.report(finding)
  }
}
