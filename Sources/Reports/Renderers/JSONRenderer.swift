import Bytes
import PleskPackets

/// `--format json`: JSON Lines, one object per line; every finding of every severity, then the
/// packet.
final class JSONRenderer: Renderer {
  private var name = PacketName("-")

  func begin(_ name: PacketName) {
    self.name = name
  }

  func finding(_ finding: Finding, _ excerpt: Excerpt?, into output: inout [UInt8]) {
    write(finding, excerpt, nil, &output)
  }

  func finding(
    _ finding: Finding, _ excerpt: Excerpt?, inBody place: Location, into output: inout [UInt8]
  ) {
    write(finding, excerpt, place, &output)
  }

  /// - Parameter body: The place in the body that the file holds, if it holds one.
  private func write(
    _ finding: Finding, _ excerpt: Excerpt?, _ body: Location?, _ output: inout [UInt8]
  ) {
    var line = JSONObject(into: &output)
    line.member("type", "finding", &output)
    line.members(of: name, &output)
    line.member("rule", finding.rule.id, &output)
    line.member("severity", finding.severity.rawValue, &output)
    line.members(of: finding.location, &output)
    if let body {
      line.key("body", &output)
      var member = JSONObject(into: &output)
      member.members(of: body, &output)
      member.end(&output)
    }
    line.member("path", finding.path, &output)
    line.member("message", finding.message, &output)
    if let excerpt {
      line.key("excerpt", &output)
      var member = JSONObject(into: &output)
      member.member("text", excerpt.text, &output)
      member.member("caret", Int64(excerpt.caret), &output)
      member.end(&output)
    }
    end(line, &output)
  }

  func packet(_ summary: PacketSummary, into output: inout [UInt8]) {
    var line = JSONObject(into: &output)
    line.member("type", "packet", &output)
    line.members(of: name, &output)
    line.member("kind", summary.kind.rawValue, &output)
    line.member("verdict", summary.verdict.rawValue, &output)
    line.member("results", Int64(summary.results), &output)
    line.member("errors", Int64(summary.errors), &output)
    line.member("warnings", Int64(summary.warnings), &output)
    line.member("infos", Int64(summary.infos), &output)
    line.member("bytes", Int64(summary.bytes), &output)
    end(line, &output)
  }

  func interrupted(after bytes: Int, into output: inout [UInt8]) {
    failure(name, "interrupted after \(bytes) bytes", into: &output)
  }

  func failure(_ name: PacketName, _ message: String, into output: inout [UInt8]) {
    var line = JSONObject(into: &output)
    line.member("type", "error", &output)
    line.members(of: name, &output)
    line.member("message", message, &output)
    end(line, &output)
  }

  func summary(_ totals: Totals, into output: inout [UInt8]) {}

  private func end(_ line: JSONObject, _ output: inout [UInt8]) {
    line.end(&output)
    output.append(0x0A)
  }
}
