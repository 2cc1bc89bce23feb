import PleskPackets

/// `--format sarif`: one SARIF 2.1.0 log with one run, streamed.
///
/// Results come first, one per line. What is only known at the end comes after them.
final class SARIFRenderer: Renderer {
  private var name = PacketName("-")
  private var fingerprints = Fingerprints()
  private var ruleIndices: [String: Int] = [:]
  private var hasResults = false
  private var notifications = SARIFNotifications()

  func start(into output: inout [UInt8]) {
    for (index, rule) in Rule.all.enumerated() { ruleIndices[rule.id] = index }
    output.append(
      """
      {"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",\
      "version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","newlineSequences":["\\r\\n","\\n","\\r"],
      "tool":{"driver":
      """)
    SARIFTool.write(into: &output)
    output.append("},\n\"results\":[")
  }

  func begin(_ name: PacketName) {
    self.name = name
    fingerprints.begin(name)
  }

  func finding(_ finding: Finding, _ excerpt: Excerpt?, into output: inout [UInt8]) {
    output.append(hasResults ? ",\n" : "\n")
    hasResults = true
    var result = JSONObject(into: &output)
    result.member("ruleId", finding.rule.id, &output)
    result.member("ruleIndex", ruleIndices[finding.rule.id].map(Int64.init), &output)
    result.member("level", finding.severity.sarifLevel, &output)
    result.message(finding.message, &output)
    result.key("locations", &output)
    output.append("[")
    write(location: finding, into: &output)
    output.append("]")
    result.key("partialFingerprints", &output)
    var fingerprint = JSONObject(into: &output)
    fingerprint.member("packetPath/v1", fingerprints.next(finding), &output)
    fingerprint.end(&output)
    if let part = name.part {
      result.key("properties", &output)
      var properties = JSONObject(into: &output)
      properties.member("part", part, &output)
      properties.end(&output)
    }
    result.end(&output)
  }

  func packet(_ summary: PacketSummary, into output: inout [UInt8]) {}

  func interrupted(after bytes: Int, into output: inout [UInt8]) {
    notifications.add(.warning, "interrupted after \(bytes) bytes", name)
  }

  func failure(_ name: PacketName, _ message: String, into output: inout [UInt8]) {
    notifications.add(.error, message, name)
  }

  func summary(_ totals: Totals, into output: inout [UInt8]) {}

  func end(_ exitStatus: Int32, isComplete: Bool, into output: inout [UInt8]) {
    output.append("\n],\n\"invocations\":[")
    var invocation = JSONObject(into: &output)
    invocation.member("executionSuccessful", isComplete, &output)
    invocation.member("exitCode", Int64(exitStatus), &output)
    invocation.key("toolExecutionNotifications", &output)
    notifications.write(into: &output)
    invocation.end(&output)
    output.append("]}]}\n")
  }

  private func write(location finding: Finding, into output: inout [UInt8]) {
    var location = JSONObject(into: &output)
    location.key("physicalLocation", &output)
    var place = JSONObject(into: &output)
    place.artifact(name, &output)
    place.key("region", &output)
    var region = JSONObject(into: &output)
    region.member("startLine", Int64(finding.location.line), &output)
    region.member("startColumn", Int64(finding.location.column), &output)
    region.member("byteOffset", Int64(finding.location.byteOffset), &output)
    region.end(&output)
    place.end(&output)
    location.key("logicalLocations", &output)
    output.append("[")
    var element = JSONObject(into: &output)
    element.member("fullyQualifiedName", finding.path, &output)
    element.member("kind", "element", &output)
    element.end(&output)
    output.append("]")
    location.end(&output)
  }
}
