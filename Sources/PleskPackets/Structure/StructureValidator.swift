import Bytes
import ExpatSAX

/// Receives what the structure derives from SAX events.
protocol StructureOutput: ~Copyable {
  mutating func receive(_ event: TypedEvent)
  /// - Parameter child: The path step of a child that the model does not have; nil if the finding
  ///   is about the element at the place itself.
  mutating func report(_ rule: Rule, at place: Place, child: String?, message: String)
}

/// Checks SAX events against the content model and turns them into typed events.
///
/// The state is a stack of the open modelled elements, so it is at most as deep as the model,
/// whatever the packet. Content outside the model is counted, not checked. Elements that match the
/// model take a fast path; `StructureValidator+Mistakes` has the slow one.
struct StructureValidator: ~Copyable {
  /// An open modelled element that is not a leaf.
  struct Frame {
    let element: CompiledModel.Index
    /// Where the search for the next child starts: after the last child, or at it if it repeats. No
    /// child from here on comes before one that was already read.
    var nextChild: CompiledModel.Index
    var endOfChildren: CompiledModel.Index = 0
    /// The set of children that have occurred.
    var seen: UInt64 = 0
    /// The position reached in the order of children.
    var particle = 0
    /// Whether text is collected, whitespace included.
    var collectsText = false
    var hasStrayText = false
    var hasMarkup = false
    /// Whether the element is in a namespace.
    var isForeign = false
    /// Whether text that is not blank has occurred since the last child.
    var endsWithText = false
    /// The position of the start tag; line and column may not be resolved yet.
    var location: Location
  }

  let model: CompiledModel
  /// A copy of the model's elements, for fast access.
  let elements: [CompiledModel.Element]
  private let textLimit: Int
  /// The kind that the caller gave, or that an element revealed.
  var kind: PacketKind?
  /// The innermost open modelled element that is not a leaf, and those around it, outermost first,
  /// from index 1. Around the root there is a frame without children.
  var top = Frame(element: 0, nextChild: 0, location: .start)
  var outer = InlineArray<16, Frame>(repeating: Frame(element: 0, nextChild: 0, location: .start))
  /// The number of open frames.
  private(set) var depth = 0
  /// The open leaf, if any, and the position of its start tag.
  private(set) var leaf = noLeaf
  var leafLocation = Location.start
  private var leafHasRemark = false
  private var leafText = TextBuffer()
  /// The open elements inside one whose content is not checked.
  var nested = NestedElements()
  /// The numbers of the open numbered elements, and how often each row has occurred in its current
  /// parent.
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

  /// Processes a start tag.
  ///
  /// - Returns: A message if this is the root and its name is wrong.
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

  /// The fast path for whole leaves, which most elements are. It changes no state but the parent's.
  ///
  /// - Returns: Whether the element was such a leaf and was processed. If not, nothing has changed.
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

  /// The child with this name that is due next or later; nil if there may be something to report
  /// about it.
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

  /// Notes a child that is in order.
  @inline(__always)
  private mutating func useExpected(_ index: CompiledModel.Index) {
    top.seen |= elements[index].bit
    top.particle = elements[index].particle
    top.nextChild = elements[index].following
    if elements[index].level != nil { count(index) }
  }

  /// Notes one or more children of the innermost element.
  mutating func use(_ index: CompiledModel.Index, times: Int = 1) {
    top.seen |= elements[index].bit
    // A child that comes too late does not change the position reached.
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

  /// Whether whitespace before the next tag may be part of a value.
  var needsWhitespace: Bool { leaf != Self.noLeaf || top.collectsText }

  /// Processes a piece of text.
  ///
  /// - Returns: How many of the bytes the limit allows, if not all; otherwise nil.
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

  /// Processes an end tag.
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
    // Until an element reveals the kind, the packet is treated as a response.
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
