import PleskPackets

/// The values of `--format`.
package enum ReportFormat: String, CaseIterable, Sendable {
  case text, json, sarif, junit, github, html
}

/// How findings and results are put into words.
package struct ReportConfiguration {
  package var format = ReportFormat.text
  /// When text has colours.
  package var color = ColorChoice.auto
  /// Which findings are shown to people.
  package var filter = FindingFilter()
  /// Whether warnings count as failures.
  package var isStrict = false
  /// How results are written; nil if they are not.
  package var results: ResultWriter?

  package init() {}
}

/// Puts items into words. All results and findings leave through it.
package final class Report {
  /// Where words go.
  package enum Channel {
    /// Results.
    case results
    /// Findings and verdicts.
    case findings
    /// What could not be read, and notes for people.
    case messages
  }

  private let renderer: any Renderer
  private let results: ResultWriter?

  /// - Parameters:
  ///   - isTerminal: Whether people read the findings on a terminal.
  ///   - environment: Looks up an environment variable.
  package init(
    _ configuration: ReportConfiguration, isTerminal: Bool, environment: (String) -> String?
  ) {
    let style = TextStyle(
      choice: configuration.color, isTerminal: isTerminal, environment: environment)
    renderer = configuration.renderer(style)
    results = configuration.results
  }

  /// Where an item goes.
  package func channel(for item: ReportItem) -> Channel {
    switch item {
    case .begin, .tasks, .finding, .findingInBody, .packet, .interrupted: .findings
    case .results: .results
    case .failure, .difference: renderer.showsFailures ? .findings : .messages
    case .note, .detail: .messages
    }
  }

  /// Writes what comes before the first item.
  package func start(_ channel: Channel, into output: inout [UInt8]) {
    switch channel {
    case .results: results?.start(into: &output)
    case .findings: renderer.start(into: &output)
    case .messages: break
    }
  }

  /// Writes an item, which goes where `channel(for:)` says.
  package func write(_ item: ReportItem, into output: inout [UInt8]) {
    switch item {
    case .begin(let name): renderer.begin(name)
    case .finding(let finding, let excerpt): renderer.finding(finding, excerpt, into: &output)
    case .findingInBody(let finding, let excerpt, let place):
      renderer.finding(finding, excerpt, inBody: place, into: &output)
    case .results(let lines): output.append(contentsOf: lines)
    case .tasks(let tally): renderer.tasks(tally)
    case .packet(let summary, _): renderer.packet(summary, into: &output)
    case .interrupted(let summary, _): renderer.interrupted(after: summary.bytes, into: &output)
    case .failure(let name, let message), .difference(let name, let message):
      renderer.failure(name, message, into: &output)
    case .note(let name, let text), .detail(let name, let text):
      output.append("validate: \(visibleName(name.shown)): \(visible(text))\n")
    }
  }

  /// Writes what comes after the last item to where findings go.
  ///
  /// - Parameters:
  ///   - exitStatus: That of the process, if the rest of the output can be written.
  ///   - isComplete: Whether all inputs have been read and judged.
  package func end(
    _ totals: Totals, exitStatus: Int32, isComplete: Bool, into output: inout [UInt8]
  ) {
    renderer.summary(totals, into: &output)
    renderer.end(exitStatus, isComplete: isComplete, into: &output)
  }
}

extension ReportFormat {
  /// Whether the format shows tasks.
  package var showsTasks: Bool { self == .html }

  /// Whether findings have an excerpt by default.
  package var showsExcerpts: Bool { self == .text }

  /// Which findings the format can show with an excerpt.
  ///
  /// - Parameter filter: Those that are shown to people.
  package func excerptFilter(_ filter: FindingFilter) -> FindingFilter {
    switch self {
    case .text: filter
    case .html: FindingFilter(isVerbose: true, maximum: FindingTable.most)
    case .json, .sarif, .junit, .github: FindingFilter(isVerbose: true)
    }
  }
}

extension ReportConfiguration {
  fileprivate func renderer(_ style: TextStyle) -> any Renderer {
    switch format {
    case .text: TextRenderer(style: style, filter: filter)
    case .json: JSONRenderer()
    case .sarif: SARIFRenderer()
    case .junit:
      JUnitRenderer(
        filter: FindingFilter(isVerbose: filter.isVerbose, maximum: filter.maximum),
        failsOnWarnings: isStrict)
    case .github: GitHubRenderer()
    case .html: HTMLRenderer()
    }
  }
}
