extension ContentModel {
  /// A schema of the packets of one kind, in the language of XML Schema 1.0, with the root `packet`.
  ///
  /// It accepts what breaks no rule `schema/…` if read as that kind: elements, their order, attributes and the types of
  /// values. What depends on the value of another element, as an errcode does on the status, XML Schema cannot
  /// tell. Nor can it refuse `xsi:type`, which packets do not have. Integers may be of any length in it.
  ///
  /// - Complexity: Linear in the size of the model.
  public static func schema(for kind: PacketKind) -> String {
    schema(of: .packet, for: kind)
  }

  /// The same for any model.
  package static func schema(of root: ElementRow, for kind: PacketKind) -> String {
    var generator = SchemaGenerator(kind: kind)
    return generator.schema(of: root).document
  }
}

/// Turns rows into the declarations of a schema.
///
/// An element that holds others gets a type of its own, whose name is its path, so that elements may have the same name
/// in several places and hold different things.
private struct SchemaGenerator {
  let kind: PacketKind
  /// The types of elements that hold others, each before those of its children.
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

  /// Defines the type of an element that holds others.
  ///
  /// - Returns: The type's name.
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

  /// What the kind of packet has of a particle; nil if nothing.
  private mutating func particle(_ particle: Particle, in path: String) -> SchemaNode? {
    let alternatives = particle.alternatives
      .map { (rows: $0.rows.filter { $0.kind == nil || $0.kind == kind }, repeats: $0.repeats) }
      .filter { !$0.rows.isEmpty }
    // A choice of one says nothing, and what is said of it holds for that one.
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

  /// Rows that may be mixed in any order. Such that do not repeat come one at a time, as far as the schema goes: it has no
  /// words for more between others.
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

  /// The type of a leaf. Blanks count in strings, and are trimmed around whatever is derived from `decimal`.
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
