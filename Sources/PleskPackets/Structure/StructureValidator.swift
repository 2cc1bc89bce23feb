import Bytes
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
    /// Whether text is collected, blanks included.
    var collectsText = false
    var hasStrayText = false
    var hasMarkup = false
    /// Whether the element is in a namespace.
    var isForeign = false
    /// Whether text that is not blank has come since the last child.
    var endsWithText = false
    /// Where the start tag is; line and column may not have been counted yet.
    var location: Location
  }

  let model: CompiledModel
  /// The model's own, at hand for every event.
  let elements: [CompiledModel.Element]
  private let textLimit: Int
  /// The kind that the caller gave, or that an element has told.
  var kind: PacketKind?
  /// The innermost open element that is modelled and no leaf, and those around it, outermost first, from
  /// the second place on. Below the root there is a frame without children.
  var top = Frame(element: 0, nextChild: 0, location: .start)
  var outer = InlineArray<16, Frame>(repeating: Frame(element: 0, nextChild: 0, location: .start))
  /// How many of these are open.
  private(set) var depth = 0
  /// The open leaf, if there is one, and where its start tag is.
  private(set) var leaf = noLeaf
  var leafLocation = Location.start
  private var leafHasRemark = false
  private var leafText = TextBuffer()
  /// The elements open inside one that is not looked into.
  var nested = NestedElements()
  /// The numbers of the numbered elements that are open, and how many of each row the current parent has had.
  var ordinals = SIMD4<Int>()
  var counts: [Int]

  static var noLeaf: Int { -1 }

  init(model: CompiledModel, kind: PacketKind?, textLimit: Int) {
    self.model = model
    elements = model.elements
    self.kind = kind
    self.textLimit = textLimit
    counts = Array(repeating: 0, count: model.elements.count)
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
    useExpected(index)
    if case .elements = elements[index].content {
      enterElements(index, tag.context, into: &output)
    } else {
      enter(index, tag, into: &output)
    }
    return nil
  }

  /// The short way for whole leaves, which most elements are: no state is changed but the parent's.
  ///
  /// - Returns: Whether the element was such a leaf, and has been taken. If not, nothing has been done.
  @inline(__always)
  mutating func takeLeaf<Output: StructureOutput & ~Copyable>(
    _ element: SAXSimpleElement, into output: inout Output
  ) -> Bool {
    let text = element.text
    guard leaf == Self.noLeaf, nested.isEmpty, text.count <= textLimit,
      let index = expectedChild(element.tag)
    else { return false }
    let role = elements[index].role
    switch elements[index].whole {
    case .number:
      guard let number = text.fewDigits, elements[index].range.contains(number)
      else { return false }
      useExpected(index)
      output.receive(.leaf(role, .integer(number)))
    case .status:
      guard let status = LeafValue.status(text) else { return false }
      useExpected(index)
      output.receive(.leaf(role, .status(status)))
    case .text:
      useExpected(index)
      output.receive(.leaf(role, .text(text)))
    case .no:
      return false
    }
    return true
  }

  @inline(__always)
  private func announce<Output: StructureOutput & ~Copyable>(
    _ index: CompiledModel.Index, _ location: Location, into output: inout Output
  ) {
    switch elements[index].announcement {
    case .none: break
    case .start: output.receive(.start(elements[index].role))
    case .open:
      output.receive(
        .open(
          elements[index].role,
          Place(element: index, ordinals: ordinals, location: location)))
    }
  }

  /// The child of this name that is due next, or soon after; nil if there may be something about it to report.
  @inline(__always)
  private func expectedChild(_ tag: SAXElement) -> CompiledModel.Index? {
    let end = top.endOfChildren
    var index = top.nextChild
    while index < end, !tag.isNamed(elements[index].name) { index &+= 1 }
    guard index < end, top.seen & elements[index].excluded == 0,
      elements[index].kind == nil || elements[index].kind == kind
    else { return nil }
    return index
  }

  /// Notes that a child is used that stands no earlier than those before it.
  @inline(__always)
  private mutating func useExpected(_ index: CompiledModel.Index) {
    top.seen |= elements[index].bit
    top.particle = elements[index].particle
    top.nextChild = elements[index].following
    if elements[index].level != nil { count(index) }
  }

  /// Notes that a child of the innermost element is used.
  mutating func use(_ index: CompiledModel.Index, times: Int = 1) {
    top.seen |= elements[index].bit
    // What stands too late leaves the order where it was.
    if elements[index].particle >= top.particle {
      top.particle = elements[index].particle
      top.nextChild = elements[index].following
    }
    if elements[index].level != nil { count(index, times: times) }
  }

  /// Makes a modelled element the innermost one.
  mutating func enter<Output: StructureOutput & ~Copyable>(
    _ index: CompiledModel.Index, _ tag: SAXElement, into output: inout Output
  ) {
    let location = tag.context.mark
    switch elements[index].content {
    case .elements:
      return enterElements(index, tag.context, into: &output)
    case .leaf:
      leaf = index
      leafLocation = location
      leafText.removeAll()
    case .anything:
      leafText.removeAll()
      push(index, location)
      top.collectsText = true
    case .opaque:
      push(index, location)
      reportModelGap(index, location, into: &output)
    }
    announce(index, location, into: &output)
  }

  @inline(__always)
  private mutating func enterElements<Output: StructureOutput & ~Copyable>(
    _ index: CompiledModel.Index, _ context: SAXContext, into output: inout Output
  ) {
    let location = context.mark
    push(index, location)
    if elements[index].hasNumberedChildren { resetCounts(of: index) }
    announce(index, location, into: &output)
  }

  @inline(__always)
  private mutating func push(_ index: CompiledModel.Index, _ location: Location) {
    outer[depth] = top
    depth &+= 1
    top = Frame(
      element: index, nextChild: elements[index].firstChild,
      endOfChildren: elements[index].endOfChildren, location: location)
  }

  // MARK: Text

  /// Whether a text of blanks, before the next tag, may be part of a value.
  var needsWhitespace: Bool { leaf != Self.noLeaf || top.collectsText }

  /// Takes a part of text.
  ///
  /// - Returns: How many of the bytes the limit still allows, if it does not allow all.
  mutating func text<Output: StructureOutput & ~Copyable>(
    _ bytes: Span<UInt8>, into output: inout Output
  ) -> Int? {
    if leaf != Self.noLeaf {
      if !nested.isEmpty { return nil }
      if case .leaf(.remark) = elements[leaf].content, !leafHasRemark, !bytes.isWhitespace {
        leafHasRemark = true
        output.receive(.remark(elements[leaf].role))
      }
      return collect(bytes)
    }
    if depth == 0 { return nil }
    switch elements[top.element].content {
    case .elements:
      if nested.isEmpty, !bytes.isWhitespace {
        top.endsWithText = true
        if !top.hasStrayText {
          top.hasStrayText = true
          reportStrayText(in: top, into: &output)
        }
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
    depth &-= 1
    top = outer[depth]
    top.endsWithText = false
    nested.forgetChildren(of: depth)
  }

  /// Whether a required child of the innermost element is missing.
  @inline(__always)
  private var isLacking: Bool {
    let needed = elements[top.element].needed
    if top.seen & needed != needed { return true }
    for index in elements[top.element].choices where lacks(model.choices[index], top) {
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
    case .outside(let message, let meant):
      let text = leafText.isEmpty ? "nothing" : "“\(shown(leafText.span))”"
      output.report(
        message, at: Place(element: index, ordinals: ordinals, location: leafLocation),
        (.value, text), (.name, model.wordings[index].name), (.meant, meant))
      output.receive(.value(role, .invalid))
    }
    leafHasRemark = false
    nested.forgetChildren(of: depth)
  }
}
