import Bytes
import PleskPackets

/// `--format github`: workflow commands that annotate files, one per finding, and a summary as
/// plain text.
///
/// Text of a packet or a name cannot end its command or start another: what could is escaped as
/// GitHub's runner expects it.
final class GitHubRenderer: Renderer {
  private var name = PacketName("-")

  func begin(_ name: PacketName) {
    self.name = name
  }

  func finding(_ finding: Finding, _ excerpt: Excerpt?, into output: inout [UInt8]) {
    command(
      finding.severity, name, place: finding.location, title: finding.rule.id,
      "\(visible(finding.message))\nat \(visible(finding.path))", into: &output)
  }

  func packet(_ summary: PacketSummary, into output: inout [UInt8]) {}

  func interrupted(after bytes: Int, into output: inout [UInt8]) {
    command(
      .warning, name, title: "interrupted", "interrupted after \(bytes) bytes", into: &output)
  }

  func failure(_ name: PacketName, _ message: String, into output: inout [UInt8]) {
    command(.error, name, title: "unreadable", visible(message), into: &output)
  }

  func summary(_ totals: Totals, into output: inout [UInt8]) {
    output.append("\(totals.sentence)\n")
  }

  private func command(
    _ severity: Severity, _ name: PacketName, place: Location? = nil, title: String,
    _ message: String, into output: inout [UInt8]
  ) {
    var properties: [String] = []
    var message = message
    if name.file == "-" {
      // Standard input is not a file that could be annotated.
      message = "<stdin>\(place.map { ":\($0.line):\($0.column)" } ?? ""): \(message)"
    } else {
      properties.append("file=\(escapedProperty(name.file))")
      if let place { properties += ["line=\(place.line)", "col=\(place.column)"] }
    }
    let part = name.part.map { " (\($0))" } ?? ""
    properties.append("title=\(escapedProperty(title + part))")
    output.append(
      "::\(severity.githubCommand) \(properties.joined(separator: ","))::\(escaped(message))\n")
  }

  private func escaped(_ text: String) -> String { percentEncoded(text, "%\r\n") }

  private func escapedProperty(_ text: String) -> String { percentEncoded(text, "%\r\n:,") }

  /// Percent-encodes these characters, all of them ASCII.
  private func percentEncoded(_ text: String, _ characters: String) -> String {
    let special = characters.utf8
    guard text.utf8.contains(where: special.contains) else { return text }
    var encoded: [UInt8] = []
    for byte in text.utf8 {
      if special.contains(byte) {
        let digits = String(byte, radix: 16, uppercase: true)
        encoded.append(digits.count < 2 ? "%0\(digits)" : "%\(digits)")
      } else {
        encoded.append(byte)
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}

extension Severity {
  fileprivate var githubCommand: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .info: "notice"
    }
  }
}
