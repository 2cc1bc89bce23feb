import ExpatSAX

/// Receives what the structure makes of SAX events.
protocol StructureOutput: ~Copyable {
  mutating func receive(_ event: TypedEvent)
  /// - Parameter child: A child of the place's element that the model does not have, as a step of a path.
  mutating func report(_ rule: Rule, at place: Place, child: String?, message: String)
}

/// Holds SAX events against the content model and turns them into typed events.
///
/// The state is a stack of the modelled elements that are open, so it is as deep as the model at the most, whatever
/// the packet. What the model does not look into is only counted. Elements that are as the model has them take a
/// short way; `StructureValidator+Mistakes` has the long one.
struct StructureValidator: ~Copyable {
  /// One open, modelled element that is not a leaf.
  struct Frame {
    let element: CompiledModel.Index
    /// Where the search for the next child starts: after the last one, or at it if it repeats. No child from here on
    /// stands before one that has been read.
    var nextChild: CompiledModel.Index
    var endOfChildren: CompiledModel.Index = 0
    /// The children that have been used.
    var seen: UInt64 = 0
    /// The place in the order of children that has been reached.
    var particle = 0
    var hasStrayText = false
    var hasMarkup = false
    /// Where the start tag is; line and column may not have been counted yet.
    var location: Location
  }

  let model: CompiledModel
  /// The model's own, at hand for every event.
  let elements: [CompiledModel.Element]
  private let textLimit: Int
  /// The kind that the caller gave, or that an element has told.
  var kind: PacketKind?
  /// The innermost open element that is modelled and no leaf, and those around it, outermost first.
  var top = Frame(element: 0, nextChild: 0, location: .start)
  private var outer: [Frame] = []
  /// How many of these are open.
  private(set) var depth = 0
  /// The open leaf, if there is one, and where its start tag is.
  private var leaf = noLeaf
  private var leafLocation = Location.start
  private var leafHasRemark = false
  private var leafText = TextBuffer()
  /// The elements open inside one that is not looked into.
  var nested = NestedElements()
  /// The numbers of the numbered elements that are open, and how many of each row the current parent has had.
  var ordinals = SIMD4<Int>()
  private var counts: [Int]

  private static var noLeaf: Int { -1 }

  init(model: CompiledModel, kind: PacketKind?, textLimit: Int) {
    self.model = model
    elements = model.elements
    self.kind = kind
    self.textLimit = textLimit
    counts = Array(repeating: 0, count: model.elements.count)
    outer.reserveCapacity(model.maximumDepth)
  }

  // MARK: Start tags

  /// Takes a start tag.
  ///
  /// - Returns: A message if this is the root and not the model's.
  mutating func open<Output: StructureOutput & ~Copyable>(
    _ tag: SAXElement, into output: inout Output
  ) -> String? {
    guard depth > 0, leaf == Self.noLeaf, nested.isEmpty else {
      return openElsewhere(tag, into: &output)
    }
    guard !tag.hasAttributes, let index = expectedChild(tag) else {
      openOdd(tag, into: &output)
      return nil
    }
    use(index)
    enter(index, tag, into: &output)
    return nil
  }

  /// The short way for whole leaves, which most elements are: no state is changed but the parent's.
  ///
  /// - Returns: Whether the element was such a leaf. If not, nothing has been done.
  mutating func takeLeaf<Output: StructureOutput & ~Copyable>(
    _ tag: SAXElement, _ text: Span<UInt8>, into output: inout Output
  ) -> Bool {
    guard depth > 0, leaf == Self.noLeaf, nested.isEmpty, text.count <= textLimit,
      let index = expectedChild(tag), case .leaf(let type) = elements[index].content
    else { return false }
    let value = LeafValue(text, type)
    let role = elements[index].role
    if case .outside = value { return false }
    if case .remark = type { return false }
    use(index)
    if role.isPlaced {
      let place = Place(element: index, ordinals: ordinals, location: tag.context.mark)
      output.receive(.open(role, place))
    } else {
      output.receive(.start(role))
    }
    switch value {
    case .status(let status): output.receive(.value(role, .status(status)))
    case .integer(let number): output.receive(.value(role, .integer(number)))
    case .text, .outside: output.receive(.value(role, .text(text)))
    }
    return true
  }

  /// The child of this name that is due next, or soon after; nil if there may be something about it to report.
  @inline(__always)
  private func expectedChild(_ tag: SAXElement) -> CompiledModel.Index? {
    let end = top.endOfChildren
    var index = top.nextChild
    while index < end, !tag.isNamed(elements[index].name) { index += 1 }
    guard index < end else { return nil }
    let excluded = elements[index].rivals | (elements[index].repeats ? 0 : elements[index].bit)
    guard top.seen & excluded == 0,
      elements[index].kind == nil || elements[index].kind == kind
    else { return nil }
    return index
  }

  /// Notes that a child of the innermost element is used.
  @inline(__always)
  mutating func use(_ index: CompiledModel.Index) {
    top.seen |= elements[index].bit
    // What stands too late leaves the order where it was.
    if elements[index].particle >= top.particle {
      top.particle = elements[index].particle
      top.nextChild = elements[index].repeats ? index : index + 1
    }
    if elements[index].level != nil { count(index) }
  }

  /// Makes a modelled element the innermost one.
  @inline(__always)
  mutating func enter<Output: StructureOutput & ~Copyable>(
    _ index: CompiledModel.Index, _ tag: SAXElement, into output: inout Output
  ) {
    let role = elements[index].role
    let location = tag.context.mark
    switch elements[index].content {
    case .leaf:
      leaf = index
      leafLocation = location
      leafText.removeAll()
    case .elements:
      push(index, location)
      if elements[index].hasNumberedChildren { resetCounts(of: index) }
    case .anything:
      leafText.removeAll()
      push(index, location)
    case .opaque:
      push(index, location)
      reportModelGap(index, location, into: &output)
    }
    if role.isPlaced {
      output.receive(
        .open(role, Place(element: index, ordinals: ordinals, location: location)))
    } else if role != .none {
      output.receive(.start(role))
    }
  }

  private mutating func push(_ index: CompiledModel.Index, _ location: Location) {
    if depth > 0 { outer.append(top) }
    depth += 1
    top = Frame(
      element: index, nextChild: elements[index].firstChild,
      endOfChildren: elements[index].endOfChildren, location: location)
  }

  // MARK: Text

  /// Takes a part of text.
  ///
  /// - Returns: How many of the bytes the limit still allows, if it does not allow all.
  mutating func text<Output: StructureOutput & ~Copyable>(
    _ bytes: Span<UInt8>, into output: inout Output
  ) -> Int? {
    if leaf != Self.noLeaf {
      if !nested.isEmpty { return nil }
      if case .leaf(.remark) = elements[leaf].content, !leafHasRemark, !bytes.isXMLBlank {
        leafHasRemark = true
        output.receive(.remark(elements[leaf].role))
      }
      return collect(bytes)
    }
    if depth == 0 { return nil }
    switch elements[top.element].content {
    case .elements:
      if nested.isEmpty, !bytes.isXMLBlank, !top.hasStrayText {
        top.hasStrayText = true
        reportStrayText(in: top, into: &output)
      }
      return nil
    case .anything: return collect(bytes)
    case .leaf, .opaque: return nil
    }
  }

  @inline(__always)
  private mutating func collect(_ bytes: Span<UInt8>) -> Int? {
    let room = textLimit - leafText.count
    if bytes.count > room { return room }
    leafText.append(copying: bytes)
    return nil
  }

  // MARK: End tags

  /// Takes an end tag.
  mutating func close<Output: StructureOutput & ~Copyable>(into output: inout Output) {
    if !nested.isEmpty { return nested.leave(in: openCount) }
    if leaf != Self.noLeaf { return closeLeaf(into: &output) }
    if depth == 0 { return }
    let role = elements[top.element].role
    switch elements[top.element].content {
    case .elements:
      if isLacking { reportMissing(in: top, into: &output) }
      if role != .none { output.receive(.close(role)) }
    case .anything:
      if role != .none { output.receive(.value(role, .text(leafText.span))) }
    case .leaf, .opaque: break
    }
    depth -= 1
    if let last = outer.popLast() { top = last }
    nested.forgetChildren(of: depth)
  }

  /// Whether a required child of the innermost element is missing.
  @inline(__always)
  private var isLacking: Bool {
    for index in elements[top.element].requirements where lacks(model.requirements[index], top) {
      return true
    }
    return false
  }

  func lacks(_ requirement: CompiledModel.Requirement, _ frame: Frame) -> Bool {
    // Until an element tells the kind, a packet is a response.
    frame.seen & requirement.choices == 0
      && (requirement.kind == nil || requirement.kind == kind ?? .response)
  }

  private mutating func closeLeaf<Output: StructureOutput & ~Copyable>(into output: inout Output) {
    let index = leaf
    let role = elements[index].role
    leaf = Self.noLeaf
    guard case .leaf(let type) = elements[index].content else { return }
    switch LeafValue(leafText.span, type) {
    case .status(let status): output.receive(.value(role, .status(status)))
    case .integer(let number): output.receive(.value(role, .integer(number)))
    case .text: output.receive(.value(role, .text(leafText.span)))
    case .outside(let rule, let expected):
      let text = leafText.isEmpty ? "nothing" : "“\(shown(leafText.span))”"
      output.report(
        rule, at: Place(element: index, ordinals: ordinals, location: leafLocation), child: nil,
        message: "\(text) in “\(model.wordings[index].name)”; expected \(expected)")
      output.receive(.value(role, .invalid))
    }
    leafHasRemark = false
    nested.forgetChildren(of: depth)
  }

  // MARK: Places

  /// How many modelled elements are open.
  var openCount: Int { leaf == Self.noLeaf ? depth : depth + 1 }

  /// The path of the innermost element that is open.
  var currentPath: String {
    if depth == 0 { return "/" }
    let element = leaf == Self.noLeaf ? top.element : leaf
    return model.path(of: element, ordinals: ordinals) + nested.path
  }

  /// The innermost modelled element that is open, and its place.
  var innermost: Place? {
    if leaf != Self.noLeaf {
      return Place(element: leaf, ordinals: ordinals, location: leafLocation)
    }
    return depth == 0 ? nil : place(of: top)
  }

  func place(of frame: Frame) -> Place {
    Place(element: frame.element, ordinals: ordinals, location: frame.location)
  }

  /// Numbers a numbered element among its siblings.
  mutating func count(_ index: CompiledModel.Index) {
    guard let level = elements[index].level else { return }
    counts[index] += 1
    ordinals[level] = counts[index]
  }

  private mutating func resetCounts(of parent: CompiledModel.Index) {
    for child in elements[parent].firstChild..<elements[parent].endOfChildren { counts[child] = 0 }
  }

  /// Counts the lines and columns of the open elements, before the bytes go away.
  mutating func settle(_ locator: SAXLocator) {
    for index in outer.indices where !outer[index].location.isResolved {
      outer[index].location = locator.resolve(outer[index].location)
    }
    if depth > 0 { top.location = locator.resolve(top.location) }
    if leaf != Self.noLeaf { leafLocation = locator.resolve(leafLocation) }
  }
}
