import PleskPackets

/// `--format text`: for people, with the offending line and a caret.
final class TextRenderer: Renderer {
  private let style: TextStyle
  private let isQuiet: Bool
  private let isVerbose: Bool
  /// Findings shown per file; 0 for all.
  private let maximum: Int

  private var name = ""
  private var shown = 0
  private var hidden = 0

  init(style: TextStyle, isQuiet: Bool, isVerbose: Bool, maximum: Int) {
    self.style = style
    self.isQuiet = isQuiet
    self.isVerbose = isVerbose
    self.maximum = maximum
  }

  func begin(file: String, shownAs name: String) {
    self.name = visible(name)
    shown = 0
    hidden = 0
  }

  func finding(_ finding: Finding, into output: inout [UInt8], excerpt: () -> Excerpt?) {
    if isQuiet || (finding.severity == .info && !isVerbose) { return }
    if maximum > 0, shown == maximum {
      hidden += 1
      return
    }
    shown += 1
    let place = "\(name):\(finding.location.line):\(finding.location.column)"
    let severity = style.severity(finding.severity, finding.severity.rawValue)
    output.append(
      "\(style.bold(place)): \(severity) \(finding.rule.id): \(visible(finding.message))\n")
    if let excerpt = excerpt() {
      let number = "\(finding.location.line)"
      let margin = String(repeating: " ", count: number.count)
      let caret = String(repeating: " ", count: excerpt.caret)
      output.append("  \(style.faint("\(number) |")) \(excerpt.text)\n")
      output.append(
        "  \(margin) \(style.faint("|")) \(caret)\(style.severity(finding.severity, "^"))\n")
    }
    output.append("    \(style.faint("at \(visible(finding.path))"))\n")
  }

  func packet(_ summary: PacketSummary, into output: inout [UInt8]) {
    if isQuiet { return }
    if hidden > 0 {
      output.append(
        "\(name): \(counted(hidden, "more finding")) not shown (--max-findings 0 shows all)\n")
    }
    if isVerbose || summary.verdict == .invalid {
      output.append(
        "\(name): \(verdict(summary)): \(summary.kind.rawValue) with \(counted(summary.results, "result"))\n"
      )
    }
  }

  func interrupted(after bytes: Int, into output: inout [UInt8]) {
    if !isQuiet { output.append("\(name): interrupted after \(bytes) bytes\n") }
  }

  func failure(_ file: String, _ message: String, into output: inout [UInt8]) {
    output.append("validate: \(visible(file)): \(visible(message))\n")
  }

  func summary(_ totals: Totals, into output: inout [UInt8]) {
    if isQuiet { return }
    var parts = [
      "\(counted(totals.packets, "packet")): \(totals.valid) valid, \(totals.invalid) invalid"
    ]
    if totals.interrupted > 0 { parts[0] += ", \(totals.interrupted) interrupted" }
    if totals.failures > 0 { parts[0] += ", \(totals.failures) unreadable" }
    parts.append(counted(totals.results, "result"))
    parts.append(
      "\(counted(totals.errors, "error")), \(counted(totals.warnings, "warning")), \(counted(totals.infos, "info"))"
    )
    output.append(parts.joined(separator: "; ") + "\n")
  }

  private func verdict(_ summary: PacketSummary) -> String {
    let severity: Severity = summary.verdict == .valid ? .info : .error
    return style.severity(severity, summary.verdict.rawValue)
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
