/// An element of a schema document, with its descendants.
struct SchemaNode {
  /// The name, without the prefix.
  let name: String
  private let attributes: [(name: String, value: String)]
  private let text: String?
  private let children: [SchemaNode]

  static var namespace: String { "http://www.w3.org/2001/XMLSchema" }
  private static var prefix: String { "xs:" }

  /// - Parameter attributes: The attributes; those without a value are left out.
  init(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:],
    _ children: [SchemaNode?] = []
  ) {
    self.init(name, attributes, text: nil, children)
  }

  private init(
    _ name: String, _ attributes: KeyValuePairs<String, String?>, text: String?,
    _ children: [SchemaNode?]
  ) {
    self.name = name
    self.attributes = attributes.compactMap { name, value in value.map { (name, $0) } }
    self.text = text
    self.children = children.compactMap { $0 }
  }

  /// An annotation with a sentence for people; nil if there is none.
  static func documentation(_ sentence: String?) -> SchemaNode? {
    guard let sentence else { return nil }
    let words = SchemaNode("documentation", ["xml:lang": "en"], text: sentence, [])
    return SchemaNode("annotation", [:], [words])
  }

  /// The qualified name of a built-in type.
  static func builtIn(_ type: String) -> String { prefix + type }

  /// The document with this element as its root.
  var document: String {
    var output = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    write(into: &output, indent: "", declaring: true)
    return output
  }

  private func write(into output: inout String, indent: String, declaring: Bool = false) {
    let tag = Self.prefix + name
    output += "\(indent)<\(tag)"
    if declaring { output += " xmlns:\(Self.prefix.dropLast())=\"\(Self.namespace)\"" }
    for (name, value) in attributes { output += " \(name)=\"\(Self.escaped(value))\"" }
    if let text {
      output += ">\(Self.escaped(text))</\(tag)>\n"
    } else if children.isEmpty {
      output += "/>\n"
    } else {
      output += ">\n"
      for child in children { child.write(into: &output, indent: indent + "  ") }
      output += "\(indent)</\(tag)>\n"
    }
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
