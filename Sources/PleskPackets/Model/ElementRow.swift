/// What an element may contain.
package enum Content: Sendable {
  /// Elements only, with the particles strictly in this order.
  case elements([Particle])
  case leaf(ValueType)
  /// Text, elements and attributes of any kind. The text is the value.
  case anything
  /// Unchecked content. With `isModelGap`, a finding says so.
  case opaque(isModelGap: Bool)
}

/// A position in the order of an element's children.
package struct Particle: Sendable {
  let isRequired: Bool
  /// The alternatives; only one of them may occur.
  let alternatives: [Alternative]

  /// Rows that may be mixed in any order.
  package struct Alternative: Sendable {
    let rows: [ElementRow]
    let repeats: Bool

    package init(_ rows: [ElementRow], repeats: Bool = false) {
      self.rows = rows
      self.repeats = repeats
    }
  }

  package static func required(_ row: ElementRow) -> Particle {
    Particle(isRequired: true, alternatives: [Alternative([row])])
  }
  package static func optional(_ row: ElementRow) -> Particle {
    Particle(isRequired: false, alternatives: [Alternative([row])])
  }
  package static func oneOrMore(_ rows: ElementRow...) -> Particle { .oneOrMore(rows) }
  package static func oneOrMore(_ rows: [ElementRow]) -> Particle {
    Particle(isRequired: true, alternatives: [Alternative(rows, repeats: true)])
  }
  package static func zeroOrMore(_ row: ElementRow) -> Particle {
    Particle(isRequired: false, alternatives: [Alternative([row], repeats: true)])
  }
  package static func oneOf(_ alternatives: Alternative...) -> Particle {
    Particle(isRequired: true, alternatives: alternatives)
  }
}

/// Where paths number an element among its siblings.
package enum Numbering: Sendable {
  case never
  /// Only where the model has the element.
  case inPlace
  /// Wherever the name occurs, even where the model does not have it.
  case everywhere
}

/// One element of the content model.
package struct ElementRow: Sendable {
  let name: String
  let role: Role
  let content: Content
  /// The only kind of packet that has the element, so its presence reveals the kind; nil for both
  /// kinds.
  let kind: PacketKind?
  let numbering: Numbering
  let attributes: [String]
  /// A sentence for people who read the model.
  let about: String?

  package init(
    _ name: String, _ content: Content, role: Role = .none, only kind: PacketKind? = nil,
    numbering: Numbering = .never, attributes: [String] = [], about: String? = nil
  ) {
    self.name = name
    self.role = role
    self.content = content
    self.kind = kind
    self.numbering = numbering
    self.attributes = attributes
    self.about = about
  }
}
