/// Rules about the packet's structure and the types of its values.
extension Rule {
  static let schema = [
    root, namespace, unexpectedElement, missingElement, unexpectedText, unexpectedAttribute, value,
    unrepresentable,
  ]

  static let root = Rule(
    "schema/root", .error, fatal: true, "the root element is not packet",
    "Every request and response is one packet element. Anything else is another document; an html root is a page of the web server, often a login or error page.",
    example: "<html>", source: apiSchema)
  static let namespace = Rule(
    "schema/namespace", .error, "an element or attribute in a namespace",
    "Packets have no namespace. The element is judged by its local name all the same, so its results are delivered. Declarations (xmlns:…), xmlns=\"\", xsi:schemaLocation and xsi:noNamespaceSchemaLocation are allowed.",
    example: "<packet xmlns=\"urn:x\">", source: apiSchema)
  static let unexpectedElement = Rule(
    "schema/unexpected-element", .error, "an element that is not allowed here",
    "The element is unknown here, stands before one that it must follow, is repeated, or is a second alternative where one is allowed. A misplaced element is used; the other kinds are passed over with all they hold.",
    example: "<task><id>1</id><state/>…", source: apiSchema)
  static let missingElement = Rule(
    "schema/missing-element", .error, "a required child element is missing",
    "The element ended without all the children that it must have. One finding names all that lack.",
    example: "<result></result>", source: apiSchema)
  static let unexpectedText = Rule(
    "schema/unexpected-text", .error, "text between elements",
    "The element may hold only other elements, with blanks between them. Reported once per element.",
    example: "<task>18<id>18</id>…", source: apiSchema)
  static let unexpectedAttribute = Rule(
    "schema/unexpected-attribute", .error, "an attribute that is not allowed here",
    "Only packet has an attribute, version. Inside finished/error anything goes. Reported once per element.",
    example: "<result nr=\"1\">", source: apiSchema)
  static let value = Rule(
    "schema/value", .error, "a value outside its type",
    "status is exactly ok or error; errcode is 0 to 4294967295 in digits; id, task-id and package-id are integers from 1; total and completed are integers. Blanks around a number are trimmed, around a status they are not.",
    example: "<status>OK</status>", source: apiSchema)
  static let unrepresentable = Rule(
    "value/unrepresentable", .error, "an integer that 64 bits cannot hold",
    "The value is an integer as its type asks, but does not fit a signed 64-bit number. It is left out of the delivered result rather than cut.",
    example: "<total>99999999999999999999</total>",
    source: "a decision: values are signed 64-bit integers")

  static let apiSchema = "Plesk XML API schema, protocol 1.6.9.1"
}
