import TestSupport

/// Results in a namespace look like any others, byte by byte.
extension LaneTrap {
  /// Elements of one `finishedResult`.
  private static let elementsOfResult = 8
  private static let plain = finishedResult(id: 1, package: 1) + finishedResult(id: 2, package: 2)

  private static func namespaced(
    _ name: String, _ packet: String, results: Int = 2, elements: Int
  ) -> LaneTrap {
    LaneTrap(
      name, bytes: Array(packet.utf8), results: results,
      Array(repeating: "schema/namespace", count: elements))
  }

  static let namespaces: [LaneTrap] = [
    namespaced(
      "a default namespace on the packet",
      "<packet xmlns='urn:x'><aps><get-download-status>\(plain)</get-download-status></aps></packet>",
      elements: 3 + 2 * elementsOfResult),
    namespaced(
      "a default namespace on aps",
      "<packet><aps xmlns='urn:x'><get-download-status>\(plain)</get-download-status></aps></packet>",
      elements: 2 + 2 * elementsOfResult),
    namespaced(
      "a default namespace on the operation",
      "<packet><aps><get-download-status xmlns='urn:x'>\(plain)</get-download-status></aps></packet>",
      elements: 1 + 2 * elementsOfResult),
    namespaced(
      "a prefix on the operation alone",
      "<packet><aps><p:get-download-status xmlns:p='urn:x'>\(plain)</p:get-download-status></aps></packet>",
      elements: 1),
    namespaced(
      "a prefix on aps alone",
      "<packet><p:aps xmlns:p='urn:x'><get-download-status>\(plain)</get-download-status></p:aps></packet>",
      elements: 1),
    namespaced(
      "a prefix on the packet alone",
      "<p:packet xmlns:p='urn:x'><aps><get-download-status>\(plain)</get-download-status></aps></p:packet>",
      elements: 1),
    namespaced(
      "a default namespace that ends on the operation",
      "<packet xmlns='urn:x'><aps><get-download-status xmlns=''>\(plain)</get-download-status></aps></packet>",
      elements: 2),
    namespaced(
      "a default namespace of the first operation and none of the second",
      "<packet><aps><get-download-status xmlns='urn:x'>\(plain)</get-download-status>"
        + "<get-download-status>\(plain)</get-download-status></aps></packet>",
      results: 4, elements: 1 + 2 * elementsOfResult),
    namespaced(
      "no namespace of the first operation and one of the second",
      "<packet><aps><get-download-status>\(plain)</get-download-status>"
        + "<get-download-status xmlns='urn:x'>\(plain)</get-download-status></aps></packet>",
      results: 4, elements: 1 + 2 * elementsOfResult),
    namespaced(
      "a default namespace of the second aps",
      "<packet><aps><get-download-status>\(plain)</get-download-status></aps>"
        + "<aps xmlns='urn:x'><get-download-status>\(plain)</get-download-status></aps></packet>",
      results: 4, elements: 2 + 2 * elementsOfResult),
    namespaced(
      "declared and not used", results: 2, elements: 0, onOperation: "xmlns:p='urn:x'"),
    namespaced("an empty default", results: 2, elements: 0, onOperation: "xmlns=''"),
    namespaced(
      "one result in a namespace among others",
      among("<result xmlns='urn:x'>\(finishedResult(id: 9, package: 9).dropFirst(8))"),
      results: 6, elements: elementsOfResult),
    namespaced(
      "the prefix of a result that the operation declares",
      "<packet><aps><get-download-status xmlns:p='urn:x'>\(plain)"
        + "<p:result>\(finishedResult(id: 9, package: 9).dropFirst(8).dropLast(9))</p:result>"
        + "\(plain)</get-download-status></aps></packet>", results: 5, elements: 1),
    LaneTrap.fatal(
      "the undeclared prefix of a result",
      "<p:result><status>ok</status></p:result>", "xml/not-well-formed"),
    LaneTrap.fatal(
      "an undeclared prefix inside a result",
      "<result><status>ok</status><p:id>1</p:id></result>", "xml/not-well-formed"),
    LaneTrap(
      "an attribute of the operation",
      "<packet><aps><get-download-status a='1'>\(plain)</get-download-status></aps></packet>",
      results: 2, "schema/unexpected-attribute"),
    LaneTrap(
      "xml:space of the operation",
      "<packet><aps><get-download-status xml:space='preserve'>\(plain)</get-download-status></aps></packet>",
      results: 2, "schema/namespace"),
    LaneTrap(
      "a schema location of the operation",
      "<packet><aps><get-download-status xmlns:i='http://www.w3.org/2001/XMLSchema-instance'"
        + " i:schemaLocation='a b'>\(plain)</get-download-status></aps></packet>", results: 2),
  ]

  private static func namespaced(
    _ name: String, results: Int, elements: Int, onOperation attributes: String
  ) -> LaneTrap {
    namespaced(
      name,
      "<packet><aps><get-download-status \(attributes)>\(plain)</get-download-status></aps></packet>",
      results: results, elements: elements)
  }
}
