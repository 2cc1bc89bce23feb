import Bytes
import ExpatSAX

/// Writes one value as the content model's rows describe it, and checks it against the rules.
///
/// One code for all values: it is not in a hot path, and a copy for each type would make programs
/// larger.
struct ElementWriter {
  private let model: CompiledModel
  private let options: PacketWriter.Options
  private let source: any WritableElement
  /// The outermost element.
  private let root: CompiledModel.Index
  /// The numbers of the numbered elements that are open.
  private var ordinals: SIMD4<Int>
  /// What was written, as the reducer will see it.
  private var fields = ResultFields()
  private var requested: Set<Int64> = []

  init(
    _ source: any WritableElement, _ transition: OpenElements.Transition, _ model: CompiledModel,
    _ options: PacketWriter.Options
  ) {
    self.source = source
    self.model = model
    self.options = options
    root = transition.element
    ordinals = transition.ordinals
  }

  /// Whether this is a result with status ok and nothing else.
  var isBare: Bool { fields.isBare }

  /// Writes the element with its contents.
  ///
  /// - Throws: `PacketWritingError` if it would break a rule on its own, or be read as something
  ///   else.
  mutating func write(into markup: inout MarkupWriter) throws(PacketWritingError) {
    if let ambiguity = source.ambiguity {
      let path = model.path(of: root, ordinals: ordinals)
      throw PacketWritingError(code: .meaning, path: path, message: ambiguity)
    }
    try write(root, into: &markup)
    for rule in ConditionalRule.all {
      let subject = rule.condition.subject
      guard rule.condition.holds(for: fields.facts), fields.has(subject) else { continue }
      let place = model.first(subject, in: root) ?? root
      try check(rule.rule, at: place, text: rule.message(fields))
    }
  }

  /// Throws if the writer refuses what breaks this rule.
  ///
  /// - Parameter isFirst: Whether it is the first of these elements that breaks the rule, not the
  ///   one being written.
  func check(
    _ message: Message, at element: CompiledModel.Index, isFirst: Bool = false,
    _ values: (Placeholder, String)...
  ) throws(PacketWritingError) {
    try check(message.rule, at: element, isFirst: isFirst, text: message.text(values))
  }

  private func check(
    _ rule: Rule, at element: CompiledModel.Index, isFirst: Bool = false,
    text: @autoclosure () -> String
  ) throws(PacketWritingError) {
    guard options.refuses(rule) else { return }
    var ordinals = ordinals
    if isFirst, let level = model.elements[element].level { ordinals[level] = 1 }
    throw PacketWritingError(
      breaking: rule, path: model.path(of: element, ordinals: ordinals), message: text())
  }

  private func refusal(
    _ message: Message, at element: CompiledModel.Index, _ values: (Placeholder, String)...
  ) -> PacketWritingError {
    PacketWritingError(
      breaking: message.rule, path: model.path(of: element, ordinals: ordinals),
      message: message.text(values))
  }

  // MARK: Elements

  /// Writes an element with child elements.
  private mutating func write(
    _ element: CompiledModel.Index, into markup: inout MarkupWriter
  ) throws(PacketWritingError) {
    note(element)
    markup.open(element)
    let row = model.elements[element]
    var children: UInt64 = 0
    for child in row.firstChild..<row.endOfChildren where isPresent(child) {
      try writeChild(child, into: &markup)
      children |= model.elements[child].bit
    }
    if let missing = model.missing(in: element, children, of: type(of: source).kind) {
      throw refusal(
        .missingChildren, at: element, (.name, model.wordings[element].name), (.missing, missing))
    }
    markup.close(element, isEmpty: children == 0)
  }

  private mutating func writeChild(
    _ child: CompiledModel.Index, into markup: inout MarkupWriter
  ) throws(PacketWritingError) {
    let row = model.elements[child]
    switch row.content {
    case .elements: try write(child, into: &markup)
    case .leaf, .anything:
      if !row.repeats {
        try write(source.text(of: row.role) ?? "", in: child, into: &markup)
        return
      }
      for (number, value) in source.numbers(of: row.role).enumerated() {
        if let level = row.level { ordinals[level] = number + 1 }
        try write(String(value), in: child, into: &markup)
      }
    case .opaque: break
    }
  }

  /// Whether the value has an element of this row. An element without a role is present if any of
  /// its contents are.
  private func isPresent(_ element: CompiledModel.Index) -> Bool {
    let row = model.elements[element]
    return switch row.content {
    case .elements where row.role == .none:
      (row.firstChild..<row.endOfChildren).contains(where: isPresent)
    case .elements: source.has(row.role)
    case .leaf where row.repeats, .anything where row.repeats: !source.numbers(of: row.role).isEmpty
    case .leaf, .anything: source.text(of: row.role) != nil
    case .opaque: false
    }
  }

  // MARK: Values

  private mutating func write(
    _ text: String, in leaf: CompiledModel.Index, into markup: inout MarkupWriter
  ) throws(PacketWritingError) {
    note(leaf)
    if let character = text.characterOutsideXML {
      throw refusal(
        .characterInValue, at: leaf, (.character, character), (.name, model.wordings[leaf].name))
    }
    if case .leaf(let type) = model.elements[leaf].content {
      try take(text, LeafValue(text.utf8.span, type), in: leaf)
    } else {
      try take(text, .text, in: leaf)
    }
    markup.write(text, in: leaf)
  }

  /// Notes the value of a leaf, as it will be read back from its text.
  private mutating func take(
    _ text: String, _ value: LeafValue, in leaf: CompiledModel.Index
  ) throws(PacketWritingError) {
    let role = model.elements[leaf].role
    switch value {
    case .status(let status): fields.set(status)
    case .text: fields.set(text.utf8.span, 0..<text.utf8.count, of: role)
    case .integer(let number):
      fields.set(number, of: role)
      if role == .requestedID, !requested.insert(number).inserted {
        try check(.repeatedTaskID, at: leaf, (.task, String(number)))
      }
    case .outside(let message, let meant):
      throw refusal(
        message, at: leaf, (.value, "“\(shown(text.utf8.span))”"),
        (.name, model.wordings[leaf].name), (.meant, meant))
    }
  }

  private mutating func note(_ element: CompiledModel.Index) {
    let role = model.elements[element].role
    if role != .none { fields.facts.insert(.has(role)) }
  }
}

extension CompiledModel {
  /// The first element with this role among an element and its descendants.
  fileprivate func first(_ role: Role, in ancestor: Index) -> Index? {
    elements.indices.first { elements[$0].role == role && levels(from: ancestor, to: $0) != nil }
  }
}

extension String {
  /// The first character that XML does not allow, in the form `U+0000`.
  var characterOutsideXML: String? {
    guard let scalar = unicodeScalars.first(where: { !$0.isXMLCharacter }) else { return nil }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+\(String(repeating: "0", count: 4 - digits.count))\(digits)"
  }
}
