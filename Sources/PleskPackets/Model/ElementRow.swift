/// What an element means to the reducer. Elements that mean the same in several places share a role.
package enum Role: UInt8, Sendable, Hashable, CaseIterable {
  case none
  case operation, result, status, errcode, errtext, filterID, id
  case task, taskID, finished, packageID, failureReason, progress, total, completed, current
  case system, output
  case filter, requestedID

  /// Whether the reducer needs to know where the element is: rules are placed at it.
  var isPlaced: Bool {
    switch self {
    case .operation, .result, .system, .task, .failureReason, .progress, .output, .requestedID: true
    default: false
    }
  }
}

/// The type of a leaf's text.
package enum ValueType: Sendable {
  /// Exactly `ok` or `error`.
  case status
  /// 0 to 4294967295, digits only, blanks around it trimmed.
  case errcode
  /// An integer of at least 1.
  case identifier
  /// An integer of any sign.
  case integer
  case text
  /// Text of which it is only told, and at once, that it is not blank.
  case remark

  var isNumber: Bool {
    switch self {
    case .errcode, .identifier, .integer: true
    case .status, .text, .remark: false
    }
  }

  /// The numbers that a leaf of the type may hold, if it holds one.
  var range: ClosedRange<Int64> {
    switch self {
    case .errcode: 0...Int64(UInt32.max)
    case .identifier: 1...Int64.max
    case .integer, .status, .text, .remark: Int64.min...Int64.max
    }
  }
}

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
