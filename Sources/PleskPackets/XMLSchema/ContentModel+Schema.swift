extension ContentModel {
  /// Returns a schema for packets of one kind, in XML Schema 1.0, with the root `packet`.
  ///
  /// It accepts what breaks no rule `schema/…` if read as that kind: it describes elements, their
  /// order, attributes and the types of values. XML Schema cannot express what depends on the value
  /// of another element, as an errcode does on the status. Nor can it refuse `xsi:type`, which
  /// packets do not have. It allows integers of any length.
  ///
  /// - Complexity: Linear in the size of the model.
  public static func schema(for kind: PacketKind) -> String {
    schema(of: .packet, for: kind)
  }

  /// Returns a schema for any model.
  package static func schema(of root: ElementRow, for kind: PacketKind) -> String {
    var generator = SchemaGenerator(kind: kind)
    return generator.schema(of: root).document
  }
}

/// Turns rows of the content model into declarations of a schema.
///
/// An element with child elements gets its own type, named after its path, so that elements with
/// the same name can have different contents in different places.
private struct SchemaGenerator {
  let kind: PacketKind
  /// The types of elements with child elements, each before those of its children.
  private var types: [SchemaNode] = []
  private var used: Set<SharedType> = []

  init(kind: PacketKind) {
    self.kind = kind
  }

  mutating func schema(of root: ElementRow) -> SchemaNode {
    let declaration = element(root, in: nil)
    let version = ContentModel.protocolVersion
    let about = "The content of Plesk's \(kind.rawValue) packets, protocol \(version)."
    return SchemaNode(
      "schema", ["version": version],
      [.documentation(about), declaration] + types
        + SharedType.allCases.filter(used.contains).map(\.definition))
  }

  private mutating func element(
    _ row: ElementRow, in path: String?, isRequired: Bool = true, repeats: Bool = false
  ) -> SchemaNode {
    let type =
      switch row.content {
      case .elements(let particles): define(row, particles, in: path)
      case .leaf(let type): name(ofLeaf: type)
      case .anything: use(.anything)
      case .opaque: use(.unchecked)
      }
    return SchemaNode(
      "element",
      [
        "name": row.name, "type": type, "minOccurs": isRequired ? nil : "0",
        "maxOccurs": repeats ? "unbounded" : nil,
      ],
      [.documentation(row.about)])
  }

  /// Defines the type of an element with child elements.
  ///
  /// - Returns: The name of the type.
  private mutating func define(
    _ row: ElementRow, _ particles: [Particle], in path: String?
  ) -> String {
    let name = (path.map { $0 + "." } ?? "") + row.name
    let place = types.count
    let content = particles.compactMap { self.particle($0, in: name) }
    let attributes = row.attributes.map {
      SchemaNode("attribute", ["name": $0, "type": SchemaNode.builtIn("string")])
    }
    types.insert(
      SchemaNode(
        "complexType", ["name": name], [SchemaNode("sequence", [:], content)] + attributes),
      at: place)
    return name
  }

  /// The part of a particle that this kind of packet has; nil if there is none.
  private mutating func particle(_ particle: Particle, in path: String) -> SchemaNode? {
    let alternatives = particle.alternatives
      .map { (rows: $0.rows.filter { $0.kind == nil || $0.kind == kind }, repeats: $0.repeats) }
      .filter { !$0.rows.isEmpty }
    // A choice of one is redundant, so its occurrence bounds move to that one.
    if alternatives.count == 1 {
      return mixture(
        of: alternatives[0].rows, in: path, isRequired: particle.isRequired,
        repeats: alternatives[0].repeats)
    }
    if alternatives.isEmpty { return nil }
    return SchemaNode(
      "choice", ["minOccurs": particle.isRequired ? nil : "0"],
      alternatives.map { mixture(of: $0.rows, in: path, isRequired: true, repeats: $0.repeats) })
  }

  /// Rows that may be mixed in any order. The schema allows only one of them if they do not repeat,
  /// because XML Schema cannot express more.
  private mutating func mixture(
    of rows: [ElementRow], in path: String, isRequired: Bool, repeats: Bool
  ) -> SchemaNode {
    if rows.count == 1 {
      return element(rows[0], in: path, isRequired: isRequired, repeats: repeats)
    }
    return SchemaNode(
      "choice",
      ["minOccurs": isRequired ? nil : "0", "maxOccurs": repeats ? "unbounded" : nil],
      rows.map { element($0, in: path) })
  }

  private mutating func use(_ type: SharedType) -> String {
    used.insert(type)
    return type.rawValue
  }

  /// The type of a leaf. Whitespace is significant in strings, and trimmed in types derived from
  /// `decimal`.
  private mutating func name(ofLeaf type: ValueType) -> String {
    switch type {
    case .status: use(.status)
    case .errcode: use(.errcode)
    case .identifier: SchemaNode.builtIn("positiveInteger")
    case .integer: SchemaNode.builtIn("integer")
    case .text, .remark: SchemaNode.builtIn("string")
    }
  }
}
