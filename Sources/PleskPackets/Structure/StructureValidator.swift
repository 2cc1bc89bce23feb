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
/// the packet. What the model does not look into is only counted.
struct StructureValidator: ~Copyable {
  /// One open, modelled element.
  struct Frame {
    let element: CompiledModel.Index
    let location: Location
    /// The place in the order of children that has been reached.
    var particle = 0
    /// The children that have been used.
    var seen: UInt64 = 0
    var hasStrayText = false
    var hasMarkup = false
    var hasRemark = false
  }

  private let model: CompiledModel
  /// The model's own, at hand for every event.
  private let elements: [CompiledModel.Element]
  private let textLimit: Int
  /// The kind that the caller gave, or that an element has told.
  private(set) var kind: PacketKind?
  private var top: Frame?
  private var below: [Frame] = []
  /// The elements open inside one that is not looked into, and their names, for paths only.
  private var nested = 0
  private var nestedNames: [UInt8] = []
  private var nestedLengths: [Int] = []
  /// The numbers of the numbered elements that are open.
  private var ordinals = SIMD4<Int>()
  /// How many elements of each row the current parent has had.
  private var counts: [Int]
  /// The same for names that are numbered where the model does not have them; the deepest parent's last.
  private var oddCounts: [(depth: Int, name: Int, count: Int)] = []
  private var leafText = TextBuffer()

  init(model: CompiledModel, kind: PacketKind?, textLimit: Int) {
    self.model = model
    elements = model.elements
    self.kind = kind
    self.textLimit = textLimit
    counts = Array(repeating: 0, count: elements.count)
    below.reserveCapacity(model.maximumDepth)
  }

  /// The path of the innermost element that is open.
  var currentPath: String {
    guard let top else { return "/" }
    var path = model.path(of: top.element, ordinals: ordinals)
    var start = 0
    for length in nestedLengths {
      path += "/" + String(decoding: nestedNames[start..<(start + length)], as: UTF8.self)
      start += length
    }
    return path
  }

  // MARK: Start tags

  /// Takes a start tag.
  ///
  /// - Returns: A message if this is the root and not the model's.
  mutating func open<Output: StructureOutput & ~Copyable>(
    _ tag: SAXElement, into output: inout Output
  ) -> String? {
    if nested > 0 {
      nest(tag)
      return nil
    }
    guard var parent = top else { return openRoot(tag, into: &output) }
    switch elements[parent.element].content {
    case .elements:
      openChild(tag, of: &parent, into: &output)
    case .leaf:
      pass(over: tag, in: &parent, reason: .insideLeaf, into: &output)
    case .anything:
      if !parent.hasMarkup {
        parent.hasMarkup = true
        output.receive(.markup(elements[parent.element].role))
      }
      top = parent
      nest(tag)
    case .opaque:
      nest(tag)
    }
    return nil
  }

  /// Enters an element that is not looked into; only its step of the path is kept.
  private mutating func nest(_ tag: SAXElement, as step: String? = nil) {
    let start = nestedNames.count
    if let step {
      nestedNames.append(contentsOf: step.utf8)
    } else {
      nestedNames.append(copying: tag.localName)
      if let number = numberOfOddChild(tag.localName) {
        nestedNames.append(contentsOf: "[\(number)]".utf8)
      }
    }
    nestedLengths.append(nestedNames.count - start)
    nested += 1
  }

  /// Counts a child where the model does not have it, if its name bears a number everywhere.
  private mutating func numberOfOddChild(_ name: Span<UInt8>) -> Int? {
    guard let index = model.numberedNames.firstIndex(where: { name.elementsEqual($0) }) else {
      return nil
    }
    let depth = below.count + nested
    if let last = oddCounts.last, last.depth == depth, last.name == index {
      oddCounts[oddCounts.count - 1].count += 1
      return last.count + 1
    }
    if let known = oddCounts.firstIndex(where: { $0.depth == depth && $0.name == index }) {
      oddCounts[known].count += 1
      return oddCounts[known].count
    }
    oddCounts.append((depth, index, 1))
    return 1
  }

  /// Forgets the numbers of children of the element that ends.
  private mutating func forgetOddChildren() {
    let depth = below.count + nested
    while let last = oddCounts.last, last.depth >= depth { oddCounts.removeLast() }
  }

  private mutating func openRoot<Output: StructureOutput & ~Copyable>(
    _ tag: SAXElement, into output: inout Output
  ) -> String? {
    guard matches(tag.localName, 0) else {
      let name = shown(tag.localName)
      return name.lowercased() == "html"
        ? "the root is “\(name)”: this is a web page, not a packet"
        : "the root is “\(name)”; a packet's root is “\(model.wordings[0].name)”"
    }
    enter(0, tag, into: &output)
    return nil
  }

  private mutating func openChild<Output: StructureOutput & ~Copyable>(
    _ tag: SAXElement, of parent: inout Frame, into output: inout Output
  ) {
    guard let index = child(named: tag.localName, of: parent) else {
      pass(over: tag, in: &parent, reason: .unknown, into: &output)
      return
    }
    let element = elements[index]
    if let only = element.kind {
      if kind == nil { kind = only }
      if kind != only {
        pass(over: tag, in: &parent, reason: .otherKind(only), into: &output)
        return
      }
    }
    if parent.seen & element.rivals != 0 {
      pass(over: tag, row: index, in: &parent, reason: .secondAlternative, into: &output)
      return
    }
    if !element.repeats, parent.seen & element.bit != 0 {
      pass(over: tag, row: index, in: &parent, reason: .repeated, into: &output)
      return
    }
    let isMisordered = element.particle < parent.particle
    let expected = isMisordered ? expectation(in: parent) : ""
    parent.particle = max(parent.particle, element.particle)
    parent.seen |= element.bit
    top = parent
    below.append(parent)
    count(index)
    enter(index, tag, into: &output)
    if isMisordered, let top {
      let name = model.wordings[index].name
      let parentName = model.wordings[parent.element].name
      output.report(
        .unexpectedElement, at: place(of: top), child: nil,
        message: "“\(name)” stands too late in “\(parentName)”; expected \(expected)")
    }
  }

  /// Makes a modelled element the innermost one, and checks its start tag.
  private mutating func enter<Output: StructureOutput & ~Copyable>(
    _ index: CompiledModel.Index, _ tag: SAXElement, into output: inout Output
  ) {
    let element = elements[index]
    let frame = Frame(element: index, location: tag.context.location)
    top = frame
    leafText.removeAll()
    if element.hasNumberedChildren {
      for child in element.children { counts[child] = 0 }
    }
    let place = place(of: frame)
    let isFree = if case .anything = element.content { true } else { false }
    if tag.isNamespaced || (tag.hasAttributes && !isFree) {
      checkStartTag(tag, model.wordings[index], at: place, isFree: isFree, into: &output)
    }
    if element.role != .none { output.receive(.open(element.role, place)) }
    switch element.content {
    case .leaf, .elements: break
    case .opaque:
      let wording = model.wordings[index]
      if wording.isModelGap {
        output.report(
          .unmodelled, at: place, child: nil,
          message: "“\(wording.name)” is checked for well-formedness and limits only")
      }
    case .anything:
      if tag.hasAttributes {
        top?.hasMarkup = true
        output.receive(.markup(element.role))
      }
    }
  }

  private func checkStartTag<Output: StructureOutput & ~Copyable>(
    _ tag: SAXElement, _ wording: CompiledModel.Wording, at place: Place, isFree: Bool,
    into output: inout Output
  ) {
    var foreign: String? = tag.isNamespaced ? "the element is in “\(shown(tag.namespace))”" : nil
    var unexpected: String?
    if !isFree {
      tag.forEachAttribute { attribute in
        if attribute.isNamespaced {
          if !isSchemaLocation(attribute), foreign == nil {
            foreign = "the attribute “\(shown(attribute.localName))” is in “\(shown(attribute.namespace))”"
          }
        } else if unexpected == nil,
          !wording.attributes.contains(String(copying: attribute.localName))
        {
          unexpected = shown(attribute.localName)
        }
      }
    }
    if let foreign {
      output.report(
        .namespace, at: place, child: nil, message: "\(foreign); packets have no namespace")
    }
    if let unexpected {
      let allowed = wording.attributes.map { "“\($0)”" }
      output.report(
        .unexpectedAttribute, at: place, child: nil,
        message: "unexpected attribute “\(unexpected)” of “\(wording.name)”; expected "
          + (allowed.isEmpty ? "none" : "only \(allowed.joined(separator: ", "))"))
    }
  }

  /// Why a child is not used.
  private enum Reason {
    case unknown, repeated, secondAlternative, insideLeaf
    case otherKind(PacketKind)
  }

  /// Reports a child that is not used, and passes over it with all that it holds.
  private mutating func pass<Output: StructureOutput & ~Copyable>(
    over tag: SAXElement, row: CompiledModel.Index? = nil, in parent: inout Frame, reason: Reason,
    into output: inout Output
  ) {
    let name = shown(tag.localName)
    let parentName = model.wordings[parent.element].name
    let location = tag.context.location
    var place = place(of: parent)
    place.location = location
    var step: String? = name
    if let row {
      top = parent
      count(row)
      place = Place(element: row, ordinals: ordinals, location: location)
      step = nil
    } else if let number = numberOfOddChild(tag.localName) {
      step = "\(name)[\(number)]"
    }
    if tag.isNamespaced {
      output.report(
        .namespace, at: place, child: step,
        message: "the element is in “\(shown(tag.namespace))”; packets have no namespace")
    }
    let why =
      switch reason {
      case .unknown: "unexpected element “\(name)” in “\(parentName)”: expected \(expectation(in: parent))"
      case .repeated: "“\(name)” is repeated; expected \(expectation(in: parent))"
      case .secondAlternative:
        "“\(name)” is a second alternative in “\(parentName)”; expected \(expectation(in: parent))"
      case .insideLeaf: "element “\(name)” in “\(parentName)”, which holds text only"
      case .otherKind(let kind):
        "“\(name)” belongs to a \(kind.rawValue); expected \(expectation(in: parent))"
      }
    output.report(.unexpectedElement, at: place, child: step, message: why)
    let role = elements[parent.element].role
    if role != .none { output.receive(.unusedChild(of: role)) }
    top = parent
    nest(tag, as: row.map { model.step(to: $0, ordinals: ordinals) } ?? step)
  }

  // MARK: Text

  /// Takes a part of text.
  ///
  /// - Returns: How many of the bytes the limit still allows, if it does not allow all.
  mutating func text<Output: StructureOutput & ~Copyable>(
    _ bytes: Span<UInt8>, into output: inout Output
  ) -> Int? {
    guard let frame = top else { return nil }
    let element = elements[frame.element]
    switch element.content {
    case .elements:
      if nested == 0, !frame.hasStrayText, !bytes.isXMLBlank {
        top?.hasStrayText = true
        output.report(
          .unexpectedText, at: place(of: frame), child: nil,
          message: "text in “\(model.wordings[frame.element].name)”; expected only elements: \(expectation(in: frame))")
      }
    case .leaf(let type):
      if nested > 0 { break }
      if case .remark = type, !frame.hasRemark, !bytes.isXMLBlank {
        top?.hasRemark = true
        output.receive(.remark(element.role, place(of: frame)))
      }
      return collect(bytes)
    case .anything:
      return collect(bytes)
    case .opaque:
      break
    }
    return nil
  }

  private mutating func collect(_ bytes: Span<UInt8>) -> Int? {
    let room = textLimit - leafText.count
    if bytes.count > room { return room }
    leafText.append(copying: bytes)
    return nil
  }

  // MARK: End tags

  /// Takes an end tag.
  mutating func close<Output: StructureOutput & ~Copyable>(into output: inout Output) {
    if !oddCounts.isEmpty { forgetOddChildren() }
    if nested > 0 {
      nested -= 1
      nestedNames.removeLast(nestedLengths.popLast() ?? 0)
      return
    }
    guard let frame = top else { return }
    let element = elements[frame.element]
    switch element.content {
    case .leaf(let type):
      closeLeaf(type, element, at: place(of: frame), into: &output)
    case .anything:
      output.receive(.value(element.role, .text(leafText.span), place(of: frame)))
    case .elements:
      checkRequirements(of: element, frame, into: &output)
      if element.role != .none { output.receive(.close(element.role)) }
    case .opaque:
      break
    }
    top = below.popLast()
  }

  private func checkRequirements<Output: StructureOutput & ~Copyable>(
    of element: CompiledModel.Element, _ frame: Frame, into output: inout Output
  ) {
    var missing: [String] = []
    for index in element.requirements {
      let requirement = model.requirements[index]
      guard frame.seen & requirement.choices == 0 else { continue }
      // Until an element tells the kind, a packet is a response.
      guard requirement.kind == nil || requirement.kind == kind ?? .response else { continue }
      missing.append(model.requirementNames[index])
    }
    if missing.isEmpty { return }
    output.report(
      .missingElement, at: place(of: frame), child: nil,
      message: "“\(model.wordings[frame.element].name)” lacks \(missing.joined(separator: ", and "))")
  }

  private func closeLeaf<Output: StructureOutput & ~Copyable>(
    _ type: ValueType, _ element: CompiledModel.Element, at place: Place, into output: inout Output
  ) {
    let role = element.role
    switch type {
    case .text, .remark:
      output.receive(.value(role, .text(leafText.span), place))
    case .status:
      if leafText.span.elementsEqual("ok") {
        output.receive(.value(role, .status(.ok), place))
      } else if leafText.span.elementsEqual("error") {
        output.receive(.value(role, .status(.error), place))
      } else {
        refuse(.value, expected: statusExpectation, role, place, into: &output)
      }
    case .errcode:
      switch IntegerText(leafText.span, signs: false) {
      case .value(let number) where number <= Int64(UInt32.max): output.receive(.value(role, .integer(number), place))
      default: refuse(.value, expected: "digits only, 0 to \(UInt32.max)", role, place, into: &output)
      }
    case .identifier:
      switch IntegerText(leafText.span) {
      case .value(let number) where number >= 1: output.receive(.value(role, .integer(number), place))
      case .tooLarge(isNegative: false): refuse(.unrepresentable, expected: "at most \(Int64.max)", role, place, into: &output)
      default: refuse(.value, expected: "an integer of at least 1", role, place, into: &output)
      }
    case .integer:
      switch IntegerText(leafText.span) {
      case .value(let number): output.receive(.value(role, .integer(number), place))
      case .tooLarge: refuse(.unrepresentable, expected: "\(Int64.min) to \(Int64.max)", role, place, into: &output)
      case .notAnInteger: refuse(.value, expected: "an integer", role, place, into: &output)
      }
    }
  }

  /// Reports a value that is not delivered.
  private func refuse<Output: StructureOutput & ~Copyable>(
    _ rule: Rule, expected: String, _ role: Role, _ place: Place, into output: inout Output
  ) {
    let text = leafText.isEmpty ? "nothing" : "“\(shown(leafText.span))”"
    output.report(
      rule, at: place, child: nil,
      message: "\(text) in “\(model.wordings[place.element].name)”; expected \(expected)")
    output.receive(.value(role, .invalid, place))
  }

  /// What a status must be, with a guess at what was meant.
  private var statusExpectation: String {
    let visible = String(copying: leafText.span).lowercased().filter { !$0.isWhitespace }
    for status in ["ok", "error"] where visible == status {
      return "exactly “\(status)”: lower case, no blanks around it"
    }
    return "exactly “ok” or “error”"
  }

  // MARK: Names and places

  private func place(of frame: Frame) -> Place {
    Place(element: frame.element, ordinals: ordinals, location: frame.location)
  }

  /// Numbers the element among its siblings, if it bears a number.
  private mutating func count(_ index: CompiledModel.Index) {
    guard let level = elements[index].level else { return }
    counts[index] += 1
    ordinals[level] = counts[index]
  }

  private func matches(_ name: Span<UInt8>, _ index: CompiledModel.Index) -> Bool {
    let element = elements[index]
    guard name.count == element.nameLength, name.prefixWord == element.nameWord else { return false }
    return name.count <= 8 || name.elementsEqual(model.wordings[index].bytes)
  }

  /// The parent's child of this name.
  private func child(named name: Span<UInt8>, of parent: Frame) -> CompiledModel.Index? {
    elements[parent.element].children.first { matches(name, $0) }
  }

  /// The children that may come next, in words.
  private func expectation(in frame: Frame) -> String {
    let element = elements[frame.element]
    var names: [String] = []
    for index in element.children {
      let child = elements[index]
      guard child.particle >= frame.particle, frame.seen & child.rivals == 0,
        child.repeats || frame.seen & child.bit == 0,
        child.kind == nil || kind == nil || child.kind == kind
      else { continue }
      names.append(model.wordings[index].name)
    }
    if names.count > 12 { names = names.prefix(12) + ["…"] }
    names.append("</\(model.wordings[frame.element].name)>")
    return names.count == 1 ? names[0] : names.dropLast().joined(separator: ", ") + " or \(names[names.count - 1])"
  }
}

private func isSchemaLocation(_ attribute: SAXAttribute) -> Bool {
  attribute.namespace.elementsEqual("http://www.w3.org/2001/XMLSchema-instance")
    && (attribute.localName.elementsEqual("schemaLocation")
      || attribute.localName.elementsEqual("noNamespaceSchemaLocation"))
}

/// Text of the packet as messages show it: at most 40 characters, control characters replaced.
private func shown(_ bytes: Span<UInt8>) -> String {
  let maximum = 40
  let text = String(copying: bytes.extracting(first: min(bytes.count, maximum * 4)))
  var scalars = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(maximum) {
    let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    scalars.append(isControl ? "\u{FFFD}" : scalar)
  }
  return String(scalars) + (text.unicodeScalars.count > maximum ? "…" : "")
}
