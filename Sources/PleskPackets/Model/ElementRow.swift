/// What an element may hold.
package enum Content: Sendable {
  /// Elements only, the particles strictly in this order.
  case elements([Particle])
  case leaf(ValueType)
  /// Text, elements and attributes of any kind; the text counts.
  case anything
  /// Not looked into. With `isModelGap`, a finding says so.
  case opaque(isModelGap: Bool)
}

/// A place in the order of an element's children.
package struct Particle: Sendable {
  let isRequired: Bool
  /// Only one of these may be used.
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
  /// Where the model has the element.
  case inPlace
  /// Also where the model does not have it.
  case everywhere
}

/// One element of the content model.
package struct ElementRow: Sendable {
  let name: String
  let role: Role
  let content: Content
  /// The only kind of packet that has the element; meeting it tells the kind.
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
