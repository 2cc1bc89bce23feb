/// The elements that are open around what is written next, and what they contain so far.
struct OpenElements: Sendable {
  private let model: CompiledModel
  /// The innermost open element; `outside` before the root starts and after it ends.
  private var innermost = outside
  private var kind: PacketKind?
  /// For each element of the model, the set of children that its last occurrence has.
  private var seen: [UInt64]
  /// For each element of the model, how often it occurs in its last parent.
  private var counts: [Int]

  /// The parent of the root in the model.
  private static var outside: CompiledModel.Index { -1 }

  init(_ model: CompiledModel) {
    self.model = model
    seen = Array(repeating: 0, count: model.elements.count)
    counts = Array(repeating: 0, count: model.elements.count)
  }

  /// What has to be closed and opened before an element can be written.
  struct Transition {
    /// The elements to close, innermost first.
    let closing: [CompiledModel.Index]
    /// The elements to open, outermost first.
    let opening: [CompiledModel.Index]
    /// The element to write.
    let element: CompiledModel.Index
    let kind: PacketKind
    /// For paths: the numbers of the numbered elements that will be open, including this one.
    let ordinals: SIMD4<Int>
    /// Whether it is the first element of its row in its parent.
    let isFirst: Bool
  }

  /// What has to be closed and opened before an element can be written.
  ///
  /// - Parameter element: The element to write.
  /// - Throws: `PacketWritingError` if the element is not allowed after what has been written.
  func transition(to element: CompiledModel.Index, in kind: PacketKind) throws(PacketWritingError)
    -> Transition
  {
    var opening: [CompiledModel.Index] = []
    var anchor = model.elements[element].parent
    while !isOpen(anchor) {
      opening.insert(anchor, at: 0)
      anchor = model.elements[anchor].parent
    }
    let next = opening.first ?? element
    let ordinals = ordinals(before: next, in: anchor)
    if let mistake = mistake(next, in: anchor, kind, path: model.path(of: next, ordinals: ordinals))
    {
      throw mistake
    }
    return Transition(
      closing: try closing(downTo: anchor), opening: opening, element: element, kind: kind,
      ordinals: ordinals, isFirst: next != element || counts[element] == 0)
  }

  /// Notes that an element has been written, with everything its transition closes and opens.
  mutating func take(_ transition: Transition) {
    kind = transition.kind
    close(transition.closing)
    for element in transition.opening {
      enter(element)
      innermost = element
    }
    enter(transition.element)
  }

  /// The elements to close, innermost first, to end the open operation; empty if none is open.
  ///
  /// - Throws: `PacketWritingError` if one of them lacks a required child.
  func endOfOperation() throws(PacketWritingError) -> [CompiledModel.Index] {
    var current = innermost
    while current != Self.outside {
      let element = model.elements[current]
      if element.role == .operation { return try closing(downTo: element.parent) }
      current = element.parent
    }
    return []
  }

  /// The elements to close, innermost first, to end the packet.
  ///
  /// - Throws: `PacketWritingError` if one of them lacks a required child, or nothing has been
  ///   written.
  func endOfPacket() throws(PacketWritingError) -> [CompiledModel.Index] {
    if innermost == Self.outside {
      throw PacketWritingError(.missingPacket, path: model.path(of: 0, ordinals: SIMD4()))
    }
    return try closing(downTo: Self.outside)
  }

  /// Notes that elements have been closed.
  ///
  /// - Parameter elements: The elements, innermost first.
  mutating func close(_ elements: [CompiledModel.Index]) {
    if let last = elements.last { innermost = model.elements[last].parent }
  }

  private func closing(
    downTo anchor: CompiledModel.Index
  ) throws(PacketWritingError) -> [CompiledModel.Index] {
    var elements: [CompiledModel.Index] = []
    var current = innermost
    while current != anchor {
      if let missing = model.missing(in: current, seen[current], of: kind) {
        throw PacketWritingError(
          .missingChildren, path: model.path(of: current, ordinals: ordinals(of: current)),
          (.name, model.wordings[current].name), (.missing, missing))
      }
      elements.append(current)
      current = model.elements[current].parent
    }
    return elements
  }

  private func isOpen(_ element: CompiledModel.Index) -> Bool {
    var current = innermost
    while current > element { current = model.elements[current].parent }
    return current == element
  }

  private mutating func enter(_ element: CompiledModel.Index) {
    let row = model.elements[element]
    if row.parent != Self.outside { seen[row.parent] |= row.bit }
    counts[element] += 1
    seen[element] = 0
    for child in row.firstChild..<row.endOfChildren { counts[child] = 0 }
  }

  /// The numbers of an open element and of its ancestors.
  private func ordinals(of element: CompiledModel.Index) -> SIMD4<Int> {
    var ordinals = SIMD4(repeating: 1)
    var current = element
    while current != Self.outside {
      if let level = model.elements[current].level { ordinals[level] = counts[current] }
      current = model.elements[current].parent
    }
    return ordinals
  }

  /// The numbers of an element that comes next, and of its ancestors.
  private func ordinals(
    before element: CompiledModel.Index, in parent: CompiledModel.Index
  ) -> SIMD4<Int> {
    var ordinals = ordinals(of: parent)
    if let level = model.elements[element].level { ordinals[level] = counts[element] + 1 }
    return ordinals
  }

  /// The reason why an element cannot come next; nil if it can.
  private func mistake(
    _ element: CompiledModel.Index, in parent: CompiledModel.Index, _ kind: PacketKind,
    path: @autoclosure () -> String
  ) -> PacketWritingError? {
    let name = model.wordings[element].name
    if let own = self.kind, own != kind {
      return PacketWritingError(
        .mixedKinds, path: path(), (.kind, own.rawValue), (.other, kind.rawValue))
    }
    guard parent != Self.outside else { return nil }
    let row = model.elements[element]
    let (has, parentName) = (seen[parent], model.wordings[parent].name)
    if has & row.excluded != 0 {
      return PacketWritingError(
        .excludedElement, path: path(), (.name, name), (.parent, parentName))
    }
    let later = model.elements[parent].endOfChildren
    for other in element..<later
    where model.elements[other].particle > row.particle && has & model.elements[other].bit != 0 {
      return PacketWritingError(
        .misplacedElement, path: path(), (.name, name), (.next, model.wordings[other].name))
    }
    return nil
  }
}
