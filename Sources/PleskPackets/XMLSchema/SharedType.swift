/// The types of a schema that do not belong to a single element. No path has such a name, because
/// paths start with the root.
enum SharedType: String, CaseIterable {
  case status, errcode, anything, unchecked

  var definition: SchemaNode {
    switch self {
    case .status:
      restriction(
        of: "string", about: "Blanks count.",
        ResultStatus.allCases.map { SchemaNode("enumeration", ["value": $0.rawValue]) })
    case .errcode:
      restriction(
        of: "nonNegativeInteger", about: "Digits only: the base would allow a sign.",
        [
          SchemaNode("maxInclusive", ["value": "\(ValueType.errcode.range.upperBound)"]),
          SchemaNode("pattern", ["value": "[0-9]+"]),
        ])
    case .anything:
      SchemaNode(
        "complexType", ["name": rawValue, "mixed": "true"],
        [
          .documentation("Text, elements and attributes of any kind."), Self.anyElements,
          SchemaNode("anyAttribute", ["processContents": "skip"]),
        ])
    case .unchecked:
      SchemaNode(
        "complexType", ["name": rawValue, "mixed": "true"],
        [.documentation("Only the start tag is checked, not what is inside."), Self.anyElements])
    }
  }

  private func restriction(of base: String, about: String, _ facets: [SchemaNode]) -> SchemaNode {
    SchemaNode(
      "simpleType", ["name": rawValue],
      [
        .documentation(about),
        SchemaNode("restriction", ["base": SchemaNode.builtIn(base)], facets),
      ])
  }

  /// The contents are skipped, not checked laxly, because an element deep inside with the root's
  /// name would be checked against the root's type.
  private static var anyElements: SchemaNode {
    let any = SchemaNode(
      "any", ["minOccurs": "0", "maxOccurs": "unbounded", "processContents": "skip"])
    return SchemaNode("sequence", [:], [any])
  }
}
