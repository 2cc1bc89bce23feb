import ArgumentParser
import PleskPackets
import Reports

/// The table of options: one row each, and nothing about an option is said anywhere else.
///
/// A property of `ValidateCommand` names its row. The chapters at the end give the order of the
/// documentation.
enum Settings {
  // MARK: Input

  static let path: Setting<String> = file(
    "path", "path",
    help:
      "Files, directories (searched recursively for *.xml), @LIST for the paths in a file, or - for standard input (default: -)."
  )

  static let filesFrom: Setting<String> = file(
    "files-from", "list",
    help: "Read paths from a file, separated by newlines or NUL bytes; - is standard input.",
    details: "Takes what `find -print0` and `git ls-files` print; `@LIST` is the same.",
    merge: { command, options in
      options.filesFrom = command.filesFrom
      return !command.filesFrom.isEmpty
    })

  static let include: Setting<String> = strings(
    "include", "glob", \.include,
    help:
      "Search directories for these files instead of *.xml; * and ? match characters, ** matches directories.",
    details: """
      `[a-z]` matches one character of a range. A pattern without a slash matches the file name only.
      """,
    standard: "`*.xml`"
  ) { $0.include = $1 }

  static let exclude: Setting<String> = strings(
    "exclude", "glob", \.exclude, help: "Skip these files and directories.",
    details: "Patterns are written as for `--include`.", standard: "none"
  ) { $0.exclude = $1 }

  static let hidden: Setting<Bool> = flag(
    "hidden", \.hidden, help: "Search hidden files and directories too."
  ) { $0.hidden = $1 }

  static let kind: Setting<Kind> = choice(
    "kind", \.kind, help: "Kind of the packets; auto: detected per packet"
  ) { $0.kind = $1 }

  static let request: Setting<String> = file(
    "request", help: "The request that the responses answer; checks that they match.",
    details: """
      Enables the rules `exchange/…`. Any readable input will do, also compressed or HTTP. If it holds \
      several requests, they count as one that asks for everything.
      """,
    merge: merging(\.request) { $0.request = $1 })

  static let concatenated: Setting<Bool> = flag(
    "concatenated", \.concatenated,
    help: "Read several packets from one input, one after the other; each gets its own verdict.",
    details: """
      After an error that ends a packet, reading continues at the next XML declaration or `<packet>`.
      """
  ) { $0.concatenated = $1 }

  // MARK: Output

  static let format: Setting<ReportFormat> = choice(
    "format", \.format, help: "Output format",
    details: """
      `text` is for people, `json` writes JSON Lines, `sarif` is for code scanning, `junit` for test \
      reports, `github` writes workflow commands for annotations, and `html` one page that needs no \
      server.
      """
  ) { $0.format = $1 }

  static let output: Setting<String> = file(
    "output", short: "o",
    help:
      "Write to a file instead of standard output; the file is replaced once everything is written.",
    details: "After an interrupt or a failed write, the file is what it was before.",
    standard: "standard output")

  static let quiet: Setting<Bool> = flag(
    "quiet", short: "q", \.quiet,
    help: "Print no findings and no summary, only set the exit status; text only.",
    details: """
      Inputs that cannot be read are still reported. Cannot be combined with `--verbose`.
      """
  ) { $0.quiet = $1 }

  static let verbose: Setting<Bool> = flag(
    "verbose", short: "v", \.verbose,
    help: "Also show info findings (text, JUnit) and valid files (text).",
    details: "Also says which configuration file is used. Cannot be combined with `--quiet`."
  ) { $0.verbose = $1 }

  static let maxFindings: Setting<Int> = number(
    "max-findings", "n", 0...Int.max, \.maxFindings,
    help:
      "Show at most this many findings per file, 0 for all (default: \(RunOptions.standard.maxFindings)); all are counted; text and JUnit only.",
    standard: "\(RunOptions.standard.maxFindings)"
  ) { $0.maxFindings = $1 }

  static let color: Setting<ColorChoice> = choice(
    "color", \.color, help: "Colours in text output",
    details: """
      `auto` uses colours on a terminal, and follows `NO_COLOR`, `FORCE_COLOR`, `CLICOLOR_FORCE` and \
      `CLICOLOR`.
      """
  ) { $0.color = $1 }

  static let excerpts: Setting<Bool> = flag(
    "excerpts", \.excerpts,
    help:
      "Show the line of each finding, with secrets masked; by default only in text.",
    details: """
      Excerpts reveal content of the packet, so other formats show them only on request. Passwords, keys \
      and tokens are shown as `***`.
      """,
    standard: "on in text, off elsewhere"
  ) { $0.excerpts = $1 }

  static let progress: Setting<ProgressChoice> = choice(
    "progress", \.progress,
    help:
      "Progress bar on standard error; auto: on a terminal, after half a second",
    details: """
      Shows bytes, rate, remaining time, results and findings. `auto` shows nothing with `--quiet`; \
      `always` writes plain lines where there is no terminal.
      """
  ) { $0.progress = $1 }

  static let stats: Setting<Bool> = flag(
    "stats", \.stats,
    help: "Print timings, and how many results each engine handled, to standard error."
  ) { $0.stats = $1 }

  // MARK: Results

  static let results: Setting<Bool> = flag(
    "results", \.results,
    help:
      "Write every result to standard output, as JSON Lines by default; findings go to standard error.",
    details: """
      A result is written as soon as it is complete. With `--format github` it needs `--output`.
      """
  ) { $0.results = $1 }

  static let resultsFormat: Setting<ResultsFormat> = choice(
    "results-format", \.resultsFormat, help: "Format of results; implies --results",
    details: "`csv` starts with a header line.", impliesResults: true
  ) { $0.resultsFormat = $1 }

  static let resultsFields: Setting<[ResultField]> = names(
    "results-fields", "name,…", \.name, \.resultsFields,
    help: "Write only these fields of results, in CSV in this order; implies --results.",
    details: "The fields are \(listed(ResultField.allCases.map(\.name)))."
  ) { $0.resultsFields = $1 }

  static let state: Setting<[ResultState]> = names(
    "state", "state,…", \.name, \.state,
    help:
      "Write only results with these states: \(ResultState.allCases.map(\.name).joined(separator: ", ")); implies --results.",
    details: """
      `error` is a failed query, `none` a successful one without the state of a task.
      """
  ) { $0.states = $1 }

  // MARK: Rules and limits

  static let strict: Setting<Bool> = flag(
    "strict", \.strict, help: "Let warnings fail the run: exit status 1; verdicts stay the same."
  ) { $0.strict = $1 }

  static let severity: Setting<LevelSetting> = additions(
    "severity", "rule=level", \.severity,
    help:
      "Set the severity of a rule, or of GROUP/*: \(RuleLevel.names.joined(separator: ", ")).",
    details: """
      The level changes what is reported and counted, and so the verdict and the exit status. A rule's \
      own level wins over its group's. Rules that end the packet (`xml/*`, `schema/root`) stay errors.
      """,
    standard: "see `--list-rules`",
    key: ConfigurationKey(
      table: "rules", expected: quoted(RuleLevel.names), names: RuleLevel.names
    ) { entry, options in
      guard case .string(let name) = entry.value, let level = RuleLevel(rawValue: name) else {
        return false
      }
      options.levels.append(try LevelSetting(entry.key, level))
      return true
    },
    completion: .list(ruleNames.flatMap { name in RuleLevel.names.map { "\(name)=\($0)" } }),
    parse: LevelSetting.init(argument:)
  ) { $0.levels += $1 }

  static let ignore: Setting<LevelSetting> = additions(
    "ignore", "rule", \.ignore,
    help: "Ignore a rule, or GROUP/*: its findings are neither shown nor counted.",
    details: "Short for `--severity RULE=ignore`.", standard: "none",
    completion: .list(ruleNames), parse: LevelSetting.init(ignoring:)
  ) { $0.levels += $1 }

  static let duplicateIDs: Setting<Bool> = flag(
    "duplicate-ids", \.duplicateIds,
    help: "Report results of one operation that share an id; needs memory for every result."
  ) { $0.duplicateIDs = $1 }

  static let limit: Setting<LimitSetting> = additions(
    "limit", "name=n", \.limit,
    help: "Refuse input beyond this size: \(LimitSetting.names.joined(separator: ", ")).",
    details: "Input beyond a limit ends with the finding `xml/limit`.",
    standard: listed(Limits.Name.allCases.map { "\($0.rawValue)=\(Limits.default[$0])" }),
    key: ConfigurationKey(table: "limits", expected: "a number from 1") { entry, options in
      guard case .integer(let value) = entry.value else { return false }
      options.limits.append(try LimitSetting(entry.key, value))
      return true
    },
    completion: .list(LimitSetting.names.map { $0 + "=" }),
    parse: LimitSetting.init(argument:)
  ) { $0.limits += $1 }

  static let maxSize: Setting<Int> = number(
    "max-size", "bytes", 1...Int.max, \.maxSize,
    help: "Refuse a compressed input that decompresses to more than this many bytes.",
    standard: "no limit"
  ) { $0.decompressionLimits.size = $1 }

  static let maxRatio: Setting<Int> = number(
    "max-ratio", "n", 1...Int.max, \.maxRatio,
    help:
      "Refuse an input that decompresses to more than this many times its size, after the first MiB.",
    details: "Guards against decompression bombs.",
    standard: "\(RunOptions.standard.decompressionLimits.ratio)"
  ) { $0.decompressionLimits.ratio = $1 }

  // MARK: Reading

  static let jobs: Setting<Int> = number(
    "jobs", "n", RunOptions.jobNumbers, \.jobs,
    help:
      "Number of threads, by default one per processor; the output does not depend on it.",
    details: """
      Several inputs are read side by side. In one file of 32 MiB or more, up to 8 threads read ahead \
      of the one that validates. Only the output of `--stats` may differ.
      """,
    standard: "one per processor"
  ) { $0.jobs = $1 }

  static let engine: Setting<Engine> = choice(
    "engine", \.engine,
    help:
      "How packets are parsed: auto reads ordinary results on a fast path, expat parses everything as XML, both compares the two and exits with 70 if they differ",
    details: "Verdicts, findings and results are the same with every engine."
  ) { $0.engine = $1 }

  // MARK: Configuration

  static let config: Setting<String> = file(
    "config",
    help: "Read options from this file instead of the nearest \(Configuration.fileName).",
    standard: "the nearest `\(Configuration.fileName)`", extensions: ["toml"])

  static let noConfig: Setting<Bool> = action(
    "no-config", help: "Do not read options from a file.",
    details: "Cannot be combined with `--config`.")

  // MARK: Information

  static let explain: Setting<String> = Setting(
    SettingRow(
      "explain", valueName: "rule",
      help: "Explain a rule, the rules of GROUP/*, or all; with --format json for programs.",
      details: "Reads no input; the same holds for the next two options."),
    completion: .list(ruleNames + ["all"])
  ) { $0 }

  static let listRules: Setting<Bool> = action(
    "list-rules", help: "List the rules; with --format json for programs.")

  static let printSchema: Setting<SchemaKind> = Setting(
    SettingRow(
      "print-schema", valueName: SchemaKind.names.joined(separator: "|"),
      help: "Print the content model of requests or responses as XML Schema 1.0."),
    completion: SchemaKind.completion, parse: SchemaKind.named)

  // MARK: Chapters

  /// The parts of the documentation, and what is in each.
  enum Chapter: String, CaseIterable {
    case input = "Input"
    case output = "Output"
    case results = "Results"
    case rules = "Rules and limits"
    case reading = "Reading"
    case configuration = "Configuration"
    case information = "Information"
  }

  /// The options of a chapter.
  static func rows(of chapter: Chapter) -> [SettingRow] {
    let settings: [any AnySetting] =
      switch chapter {
      case .input: [path, filesFrom, include, exclude, hidden, kind, request, concatenated]
      case .output:
        [format, output, quiet, verbose, maxFindings, color, excerpts, progress, stats]
      case .results: [results, resultsFormat, resultsFields, state]
      case .rules: [strict, severity, ignore, duplicateIDs, limit, maxSize, maxRatio]
      case .reading: [jobs, engine]
      case .configuration: [config, noConfig]
      case .information: [explain, listRules, printSchema]
      }
    return settings.map(\.row)
  }

  /// Every row, chapter by chapter.
  static let all: [SettingRow] = Chapter.allCases.flatMap(rows)

  private static var ruleNames: [String] { Rule.all.map(\.id) + RuleSelection.groups }

  /// Names in Markdown.
  private static func listed(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }
}
