import Bytes
import ExpatSAX

/// The slow path: elements that differ from the model, or about which there may be something to
/// report.
extension StructureValidator {
  /// Processes the start tag of the root, or one inside an element that contains no modelled
  /// elements.
  mutating func openElsewhere<Output: StructureOutput & ~Copyable>(
    _ tag: SAXElement, into output: inout Output
  ) -> String? {
    if !nested.isEmpty {
      nested.enter(tag, in: openCount, model)
      return nil
    }
    guard let place = innermost else { return openRoot(tag, into: &output) }
    if case .leaf = elements[place.element].content {
      skip(tag, in: place, because: .insideLeaf, into: &output)
    }
    return nil
  }

  private mutating func openRoot<Output: StructureOutput & ~Copyable>(
    _ tag: SAXElement, into output: inout Output
  ) -> String? {
    guard isNamed(tag, 0) else {
      let name = shown(tag.localName)
      return name.lowercased() == "html"
        ? Message.rootOfWebPage.text((.name, name))
        : Message.root.text((.name, name), (.expected, model.wordings[0].name))
    }
    enter(0, tag, into: &output)
    checkStartTag(tag, 0, into: &output)
    return nil
  }

  /// Processes the start tag of a child that the fast path does not handle.
  mutating func openOdd<Output: StructureOutput & ~Copyable>(
    _ tag: SAXElement, into output: inout Output
  ) {
    let parent = elements[top.element]
    switch parent.content {
    case .anything:
      if !top.hasMarkup {
        top.hasMarkup = true
        output.receive(.markup(parent.role))
      }
      nested.enter(tag, in: openCount, model)
    case .opaque, .leaf:
      nested.enter(tag, in: openCount, model)
    case .elements:
      openChild(tag, into: &output)
    }
  }

  private mutating func openChild<Output: StructureOutput & ~Copyable>(
    _ tag: SAXElement, into output: inout Output
  ) {
    let frame = top
    let place = place(of: frame)
    let children = elements[frame.element].firstChild..<elements[frame.element].endOfChildren
    guard let index = children.first(where: { isNamed(tag, $0) }) else {
      return skip(tag, in: place, because: .unknown(frame), into: &output)
    }
    let element = elements[index]
    if let only = element.kind {
      if kind == nil { kind = only }
      if kind != only {
        return skip(tag, in: place, because: .otherKind(only, frame), into: &output)
      }
    }
    if frame.seen & element.rivals != 0 {
      return skip(tag, row: index, in: place, because: .rival(frame), into: &output)
    }
    if !element.repeats, frame.seen & element.bit != 0 {
      return skip(tag, row: index, in: place, because: .repeated(frame), into: &output)
    }
    use(index)
    enter(index, tag, into: &output)
    checkStartTag(tag, index, into: &output)
    if element.particle < frame.particle, let place = innermost {
      report(.late(frame), model.wordings[index].name, at: place, into: &output)
    }
  }

  /// What is wrong with an element, with the frame of its parent.
  private enum Mistake {
    case unknown(Frame), late(Frame), repeated(Frame), rival(Frame)
    case otherKind(PacketKind, Frame)
    case insideLeaf
  }

  /// Reports an unexpected element.
  ///
  /// - Parameter child: The last step of its path, if the model does not have it there.
  private func report<Output: StructureOutput & ~Copyable>(
    _ mistake: Mistake, _ name: String, at place: Place, child: String? = nil,
    into output: inout Output
  ) {
    func report(_ message: Message, in frame: Frame) {
      output.report(
        message, at: place, child: child, (.name, name),
        (.parent, model.wordings[frame.element].name), (.expected, expectation(in: frame)))
    }
    switch mistake {
    case .unknown(let frame): report(.unknownElement, in: frame)
    case .late(let frame): report(.lateElement, in: frame)
    case .repeated(let frame): report(.repeatedElement, in: frame)
    case .rival(let frame): report(.secondAlternative, in: frame)
    case .otherKind(let kind, let frame):
      output.report(
        .elementOfOtherKind, at: place, child: child, (.name, name), (.kind, kind.rawValue),
        (.expected, expectation(in: frame)))
    case .insideLeaf:
      output.report(.elementInsideText, at: place, child: child, (.name, name))
    }
  }

  /// Reports what is wrong with the start tag of the innermost element.
  private mutating func checkStartTag<Output: StructureOutput & ~Copyable>(
    _ tag: SAXElement, _ index: CompiledModel.Index, into output: inout Output
  ) {
    guard let place = innermost else { return }
    let wording = model.wordings[index]
    if leaf == Self.noLeaf { top.isForeign = tag.isNamespaced }
    var isAnything = false
    if case .anything = elements[index].content { isAnything = true }
    if isAnything, tag.hasAttributes {
      top.hasMarkup = true
      output.receive(.markup(elements[index].role))
    }
    var hasForeign = tag.isNamespaced
    if hasForeign {
      output.report(.elementInNamespace, at: place, (.namespace, shown(tag.namespace)))
    }
    if isAnything { return }
    var unexpected: String?
    tag.forEachAttribute { attribute in
      if attribute.isNamespaced {
        if !isSchemaLocation(attribute), !hasForeign {
          hasForeign = true
          output.report(
            .attributeInNamespace, at: place, (.name, shown(attribute.localName)),
            (.namespace, shown(attribute.namespace)))
        }
      } else if unexpected == nil,
        !wording.attributes.contains(String(copying: attribute.localName))
      {
        unexpected = shown(attribute.localName)
      }
    }
    guard let unexpected else { return }
    if wording.attributes.isEmpty {
      output.report(
        .attributeWhereNone, at: place, (.attribute, unexpected), (.name, wording.name))
    } else {
      let allowed = wording.attributes.map { "“\($0)”" }.joined(separator: ", ")
      output.report(
        .unexpectedAttribute, at: place, (.attribute, unexpected), (.name, wording.name),
        (.expected, allowed))
    }
  }

  /// Reports an unexpected child, and skips it with everything in it.
  ///
  /// - Parameters:
  ///   - row: The child's row, if the model has it there.
  ///   - parent: The place of its parent.
  private mutating func skip<Output: StructureOutput & ~Copyable>(
    _ tag: SAXElement, row: CompiledModel.Index? = nil, in parent: Place,
    because mistake: Mistake, into output: inout Output
  ) {
    var place = parent
    place.location = tag.context.location
    var step: String?
    if let row {
      count(row)
      place = Place(element: row, ordinals: ordinals, location: place.location)
      nested.enter(step: model.step(to: row, ordinals: ordinals))
    } else {
      step = nested.enter(tag, in: openCount, model)
    }
    if tag.isNamespaced {
      output.report(
        .elementInNamespace, at: place, child: step, (.namespace, shown(tag.namespace)))
    }
    report(mistake, shown(tag.localName), at: place, child: step, into: &output)
    let role = elements[parent.element].role
    if role != .none { output.receive(.unusedChild(of: role)) }
  }

  func reportModelGap<Output: StructureOutput & ~Copyable>(
    _ index: CompiledModel.Index, _ location: Location, into output: inout Output
  ) {
    let wording = model.wordings[index]
    guard wording.isModelGap else { return }
    output.report(
      .unmodelled, at: Place(element: index, ordinals: ordinals, location: location),
      (.name, wording.name))
  }

  func reportStrayText<Output: StructureOutput & ~Copyable>(
    in frame: Frame, into output: inout Output
  ) {
    output.report(
      .unexpectedText, at: place(of: frame), (.name, model.wordings[frame.element].name),
      (.expected, expectation(in: frame)))
  }

  func reportMissing<Output: StructureOutput & ~Copyable>(
    in frame: Frame, into output: inout Output
  ) {
    // Until an element reveals the kind, the packet is treated as a response.
    let missing = model.missing(in: frame.element, frame.seen, of: kind ?? .response) ?? ""
    output.report(
      .missingChildren, at: place(of: frame), (.name, model.wordings[frame.element].name),
      (.missing, missing))
  }

  private func isNamed(_ tag: SAXElement, _ index: CompiledModel.Index) -> Bool {
    tag.isNamed(elements[index].name)
      || (tag.isNamespaced && String(copying: tag.localName) == model.wordings[index].name)
  }

  /// The children that are allowed next, in words.
  private func expectation(in frame: Frame) -> String {
    let element = elements[frame.element]
    var names: [String] = []
    for index in element.firstChild..<element.endOfChildren {
      let child = elements[index]
      guard child.particle >= frame.particle, frame.seen & child.rivals == 0,
        child.repeats || frame.seen & child.bit == 0,
        child.kind == nil || kind == nil || child.kind == kind
      else { continue }
      names.append(model.wordings[index].name)
    }
    if names.count > 12 { names = names.prefix(12) + ["…"] }
    let end = "</\(model.wordings[frame.element].name)>"
    return names.isEmpty ? end : "\(names.joined(separator: ", ")) or \(end)"
  }
}

extension StructureOutput where Self: ~Copyable {
  mutating func report(
    _ message: Message, at place: Place, child: String? = nil, _ values: (Placeholder, String)...
  ) {
    report(message.rule, at: place, child: child, message: message.text(values))
  }
}

extension CompiledModel {
  /// What an element with these children lacks, in words; nil if it lacks nothing.
  func missing(in element: Index, _ children: UInt64, of kind: PacketKind?) -> String? {
    let names = elements[element].requirements
      .filter {
        let requirement = requirements[$0]
        return requirement.choices & children == 0
          && (requirement.kind == nil || requirement.kind == kind)
      }
      .map { requirementNames[$0] }
    return names.isEmpty ? nil : names.joined(separator: ", and ")
  }
}

private func isSchemaLocation(_ attribute: SAXAttribute) -> Bool {
  attribute.namespace.elementsEqual("http://www.w3.org/2001/XMLSchema-instance")
    && (attribute.localName.elementsEqual("schemaLocation")
      || attribute.localName.elementsEqual("noNamespaceSchemaLocation"))
}

/// Text from the packet as messages show it: at most 40 characters, with control characters
/// replaced.
func shown(_ bytes: Span<UInt8>) -> String {
  let maximum = 40
  let text = String(copying: bytes.extracting(first: min(bytes.count, maximum * 4)))
  var scalars = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(maximum) {
    let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    scalars.append(isControl ? "\u{FFFD}" : scalar)
  }
  return String(scalars) + (text.unicodeScalars.count > maximum ? "…" : "")
}
