import Bytes
import PleskPackets

/// `--format text`: for people, with the offending line and a caret.
final class TextRenderer: Renderer {
  private let style: TextStyle
  private var filter: FindingFilter
  private var name = ""

  init(style: TextStyle, filter: FindingFilter) {
    self.style = style
    self.filter = filter
  }

  let showsFailures = false

  func begin(_ name: PacketName) {
    self.name = visibleName(name.shown)
    filter.reset()
  }

  func finding(_ finding: Finding, _ excerpt: Excerpt?, into output: inout [UInt8]) {
    write(finding, excerpt, nil, &output)
  }

  func finding(
    _ finding: Finding, _ excerpt: Excerpt?, inBody place: Location, into output: inout [UInt8]
  ) {
    write(finding, excerpt, place, &output)
  }

  private func write(
    _ finding: Finding, _ excerpt: Excerpt?, _ body: Location?, _ output: inout [UInt8]
  ) {
    if !filter.shows(finding) { return }
    let place = "\(name):\(finding.location.line):\(finding.location.column)"
    let severity = style.severity(finding.severity, finding.severity.rawValue)
    output.append(
      "\(style.bold(place)): \(severity) \(finding.rule.id): \(visible(finding.message))\n")
    if let excerpt {
      let number = "\(finding.location.line)"
      let margin = String(repeating: " ", count: number.count)
      let caret = String(repeating: " ", count: excerpt.caret)
      output.append("  \(style.faint("\(number) |")) \(excerpt.text)\n")
      output.append(
        "  \(margin) \(style.faint("|")) \(caret)\(style.severity(finding.severity, "^"))\n")
    }
    let inBody = body.map { ", \($0.line):\($0.column) of the body" } ?? ""
    output.append("    \(style.faint("at \(visible(finding.path))\(inBody)"))\n")
  }

  func packet(_ summary: PacketSummary, into output: inout [UInt8]) {
    if filter.isQuiet { return }
    if filter.surplus > 0 {
      output.append(
        "\(name): \(counted(filter.surplus, "more finding")) not shown (--max-findings 0 shows all)\n"
      )
    }
    if filter.isVerbose || summary.verdict == .invalid {
      output.append(
        "\(name): \(verdict(summary)): \(summary.kind.rawValue) with \(counted(summary.results, "result"))\n"
      )
    }
  }

  func interrupted(after bytes: Int, into output: inout [UInt8]) {
    if !filter.isQuiet { output.append("\(name): interrupted after \(bytes) bytes\n") }
  }

  func failure(_ name: PacketName, _ message: String, into output: inout [UInt8]) {
    output.append("validate: \(visibleName(name.shown)): \(visible(message))\n")
  }

  func summary(_ totals: Totals, into output: inout [UInt8]) {
    if !filter.isQuiet { output.append(totals.sentence + "\n") }
  }

  private func verdict(_ summary: PacketSummary) -> String {
    let severity: Severity = summary.verdict == .valid ? .info : .error
    return style.severity(severity, summary.verdict.rawValue)
  }
}
