import PleskPackets

/// `--format html`: one self-contained page, with what was found and a picture of the tasks.
///
/// Findings are written as they arrive; what is kept in memory is bounded.
final class HTMLRenderer: Renderer {
  private var name = PacketName("-")
  private var findings = FindingTable()
  private var packets = PacketTable()
  private var tasks = TaskHistory()

  func start(into output: inout [UInt8]) {
    output += PageFrame.start()
  }

  func begin(_ name: PacketName) {
    self.name = name
  }

  func finding(_ finding: Finding, _ excerpt: Excerpt?, into output: inout [UInt8]) {
    if let row = findings.row(finding, excerpt, of: name) { output += row }
  }

  func tasks(_ tally: TaskTally) {
    tasks.add(tally, of: name)
  }

  func packet(_ summary: PacketSummary, into output: inout [UInt8]) {
    packets.add(summary, of: name)
  }

  func interrupted(after bytes: Int, into output: inout [UInt8]) {
    packets.add(withoutVerdict: name, "interrupted after \(bytes) bytes")
  }

  func failure(_ name: PacketName, _ message: String, into output: inout [UInt8]) {
    packets.add(withoutVerdict: name, message)
  }

  func summary(_ totals: Totals, into output: inout [UInt8]) {
    output += findings.end()
    packets.write(into: &output)
    if tasks.captureCount > 0 {
      output += "<section slot=\"tasks\" aria-labelledby=\"tasks\"><h2 id=\"tasks\">Tasks</h2>\n"
      CaptureTable(history: tasks).write(into: &output)
      TaskTable(history: tasks).write(into: &output)
      output += "</section>\n"
    }
    output += VerdictSection.section(totals, hasTasks: tasks.captureCount > 0)
    output += PageFrame.end()
  }
}
