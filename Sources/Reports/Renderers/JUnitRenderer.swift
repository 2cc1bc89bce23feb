import PleskPackets

/// `--format junit`: XML for continuous integration: a suite for each file, a case for each packet
/// in it.
///
/// A packet that breaks rules has one `failure` that names them all; its other findings are in
/// `system-out`. What could not be read is an `error`. A suite starts with its counts, so it is
/// kept until the file ends, or until it is large.
final class JUnitRenderer: Renderer {
  /// The cases of a file so far.
  private struct Suite {
    var file: String
    var cases: [UInt8] = []
    var tests = 0
    var failures = 0
    var errors = 0
  }

  private var filter: FindingFilter
  private let failsOnWarnings: Bool
  private var name = PacketName("-")
  private var suite: Suite?
  private var firstFailure: Finding?
  /// Findings of this packet that make it fail, and the others, as text.
  private var failing = ""
  private var others = ""

  /// Bytes of cases after which a file continues in another suite.
  private static var largeSuite: Int { 1 << 20 }

  /// - Parameters:
  ///   - filter: The findings that are shown.
  ///   - failsOnWarnings: Whether a packet with warnings fails.
  init(filter: FindingFilter, failsOnWarnings: Bool) {
    self.filter = filter
    self.failsOnWarnings = failsOnWarnings
  }

  func start(into output: inout [UInt8]) {
    output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"validate\">\n")
  }

  func begin(_ name: PacketName) {
    self.name = name
    filter.reset()
    firstFailure = nil
    failing = ""
    others = ""
  }

  func finding(_ finding: Finding, _ excerpt: Excerpt?, into output: inout [UInt8]) {
    let fails = isFailure(finding.severity)
    if fails, firstFailure == nil { firstFailure = finding }
    if !filter.shows(finding) { return }
    let place = "\(finding.location.line):\(finding.location.column)"
    let text = """
      \(place): \(finding.severity.rawValue) \(finding.rule.id): \(visible(finding.message))
          at \(visible(finding.path))

      """
    if fails { failing += text } else { others += text }
  }

  func packet(_ summary: PacketSummary, into output: inout [UInt8]) {
    if filter.surplus > 0 {
      others +=
        "\(counted(filter.surplus, "more finding")) not shown (--max-findings 0 shows all)\n"
    }
    guard let firstFailure else { return add(nil, into: &output) }
    let count = summary.errors + (failsOnWarnings ? summary.warnings : 0)
    let first = "\(firstFailure.rule.id): \(visible(firstFailure.message))"
    add(
      .failure(
        type: firstFailure.rule.id,
        message: count == 1 ? first : "\(counted(count, "finding")), the first: \(first)"),
      into: &output)
  }

  func interrupted(after bytes: Int, into output: inout [UInt8]) {
    add(.error(message: "interrupted after \(bytes) bytes"), into: &output)
  }

  func failure(_ name: PacketName, _ message: String, into output: inout [UInt8]) {
    if name != self.name { begin(name) }
    add(.error(message: visible(message)), into: &output)
  }

  func summary(_ totals: Totals, into output: inout [UInt8]) {
    closeSuite(into: &output)
    output.append("</testsuites>\n")
  }

  private func isFailure(_ severity: Severity) -> Bool {
    switch severity {
    case .error: true
    case .warning: failsOnWarnings
    case .info: false
    }
  }

  /// Why a case did not pass.
  private enum Problem {
    case failure(type: String, message: String)
    case error(message: String)
  }

  /// Adds the case of this packet to the suite of its file.
  private func add(_ problem: Problem?, into output: inout [UInt8]) {
    if suite?.file != name.file || suite.map({ $0.cases.count > Self.largeSuite }) == true {
      closeSuite(into: &output)
    }
    var suite = suite ?? Suite(file: name.file)
    suite.tests += 1
    suite.cases.append("<testcase")
    appendXMLAttribute("name", name.part.map(visible) ?? "packet", to: &suite.cases)
    appendXMLAttribute("classname", shown(name.file), to: &suite.cases)
    suite.cases.append(">\n")
    switch problem {
    case .failure(let type, let message):
      suite.failures += 1
      write("failure", type, message, failing, to: &suite.cases)
    case .error(let message):
      suite.errors += 1
      write("error", "unreadable", message, failing, to: &suite.cases)
    case nil: break
    }
    if !others.isEmpty {
      suite.cases.append("<system-out>")
      appendXML(others, to: &suite.cases)
      suite.cases.append("</system-out>\n")
    }
    suite.cases.append("</testcase>\n")
    self.suite = suite
    begin(name)
  }

  private func write(
    _ element: StaticString, _ type: String, _ message: String, _ text: String,
    to output: inout [UInt8]
  ) {
    output.append("<\(element)")
    appendXMLAttribute("type", type, to: &output)
    appendXMLAttribute("message", message, to: &output)
    output.append(">")
    appendXML(text, to: &output)
    output.append("</\(element)>\n")
  }

  private func closeSuite(into output: inout [UInt8]) {
    guard let suite else { return }
    output.append("<testsuite")
    appendXMLAttribute("name", shown(suite.file), to: &output)
    if suite.file != "-" { appendXMLAttribute("file", suite.file, to: &output) }
    appendXMLAttribute("tests", "\(suite.tests)", to: &output)
    appendXMLAttribute("failures", "\(suite.failures)", to: &output)
    appendXMLAttribute("errors", "\(suite.errors)", to: &output)
    output.append(">\n")
    output.append(contentsOf: suite.cases)
    output.append("</testsuite>\n")
    self.suite = nil
  }

  private func shown(_ file: String) -> String { visible(PacketName(file).shown) }
}
