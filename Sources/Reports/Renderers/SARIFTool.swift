import PleskPackets

/// The part of a SARIF run that describes the tool and its rules.
enum SARIFTool {
  /// Appends the `driver`, one rule per line.
  static func write(into output: inout [UInt8]) {
    var driver = JSONObject(into: &output)
    driver.member("name", Product.name, &output)
    driver.member("fullName", "\(Product.name) validate \(Product.version)", &output)
    driver.member("semanticVersion", Product.version, &output)
    driver.key("rules", &output)
    var rules = JSONArray(into: &output)
    for rule in Rule.all {
      rules.element(&output)
      output.append("\n")
      write(rule, into: &output)
    }
    output.append("\n")
    rules.end(&output)
    driver.end(&output)
  }

  private static func write(_ rule: Rule, into output: inout [UInt8]) {
    var descriptor = JSONObject(into: &output)
    descriptor.member("id", rule.id, &output)
    descriptor.member("name", rule.sarifName, &output)
    descriptor.message(rule.title, as: "shortDescription", &output)
    descriptor.message(rule.explanation, as: "fullDescription", &output)
    descriptor.message(
      "\(rule.explanation)\n\nExample: \(rule.example)\nSource: \(rule.source)", as: "help",
      markdown:
        "\(rule.explanation)\n\n```xml\n\(rule.example)\n```\n\nSource: \(rule.source)\n",
      &output)
    descriptor.key("defaultConfiguration", &output)
    var configuration = JSONObject(into: &output)
    configuration.member("level", rule.severity.sarifLevel, &output)
    configuration.end(&output)
    descriptor.key("properties", &output)
    var properties = JSONObject(into: &output)
    properties.key("tags", &output)
    output.append("[\"\(rule.group)\"]")
    properties.member("endsPacket", rule.isFatal, &output)
    // GitHub's code scanning sorts by this.
    properties.member("precision", "very-high", &output)
    properties.member("problem.severity", rule.severity.sarifProblemSeverity, &output)
    properties.end(&output)
    descriptor.end(&output)
  }
}

extension Rule {
  /// What comes before the slash of its name.
  fileprivate var group: Substring { id.prefix { $0 != "/" } }

  /// The name in one word: `ResultErrcodeRequired`.
  fileprivate var sarifName: String {
    id.split { $0 == "/" || $0 == "-" }
      .map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}

extension Severity {
  var sarifLevel: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }

  fileprivate var sarifProblemSeverity: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .info: "recommendation"
    }
  }
}

extension JSONObject {
  /// Writes a SARIF message as a member.
  mutating func message(
    _ text: String, as key: StaticString = "message", markdown: String? = nil,
    _ output: inout [UInt8]
  ) {
    self.key(key, &output)
    var message = JSONObject(into: &output)
    message.member("text", sarifText(text), &output)
    if let markdown { message.member("markdown", sarifText(markdown), &output) }
    message.end(&output)
  }

  /// Writes the member that says which file it is.
  mutating func artifact(_ name: PacketName, _ output: inout [UInt8]) {
    key("artifactLocation", &output)
    var artifact = JSONObject(into: &output)
    artifact.member("uri", FileReference.uri(of: name), &output)
    if name.file == "-" { artifact.message("standard input", as: "description", &output) }
    artifact.end(&output)
  }
}

/// Escapes text for a SARIF message (section 3.11): braces, which mark placeholders, are doubled,
/// and brackets that would make a link get a backslash.
private func sarifText(_ text: String) -> String {
  let mayLink = text.contains("](")
  var escaped = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "{", "}": escaped.append(contentsOf: [scalar, scalar])
    case "[" where mayLink, "]" where mayLink: escaped.append(contentsOf: ["\\", scalar])
    default: escaped.append(scalar)
    }
  }
  return String(escaped)
}
