public import ArgumentParser
import ExpatSAX
import PleskPackets
import Reports

/// The command `validate`, as the argument parser sees it.
public struct ValidateCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Validates Plesk XML API packets, result by result.",
    discussion: """
      Reads requests and responses of aps/get-download-status, reports every broken rule with its \
      position, and delivers every result that can be read, even from truncated packets.

      Exit status: 0 all packets are valid; 1 at least one is invalid; 2 something could not be read or \
      written; 64 wrong usage.
      """,
    version: "validate 0.1.0 (\(expatVersion))")

  // The order is that of `--help`. What an option is called, takes and does is in `Settings`.
  @Argument(Settings.path) var paths: [String] = []
  @Option(Settings.filesFrom) var filesFrom: [String] = []
  @Option(Settings.include) var include: [String] = []
  @Option(Settings.exclude) var exclude: [String] = []
  @Flag(Settings.hidden) var hidden: Bool?
  @Option(Settings.jobs) var jobs: Int?
  @Option(Settings.format) var format: ReportFormat?
  @Flag(Settings.results) var results: Bool?
  @Option(Settings.resultsFormat) var resultsFormat: ResultsFormat?
  @Option(Settings.resultsFields) var resultsFields: [[ResultField]] = []
  @Option(Settings.state) var state: [[ResultState]] = []
  @Option(Settings.output) var output: String?
  @Option(Settings.kind) var kind: Kind?
  @Option(Settings.request) var request: String?
  @Flag(Settings.strict) var strict: Bool?
  @Option(Settings.severity) var severity: [LevelSetting] = []
  @Option(Settings.ignore) var ignore: [LevelSetting] = []
  @Flag(Settings.duplicateIDs) var duplicateIds: Bool?
  @Option(Settings.limit) var limit: [LimitSetting] = []
  @Flag(Settings.concatenated) var concatenated: Bool?
  @Option(Settings.maxSize) var maxSize: Int?
  @Option(Settings.maxRatio) var maxRatio: Int?
  @Option(Settings.engine) var engine: Engine?
  @Flag(Settings.quiet) var quiet: Bool?
  @Flag(Settings.verbose) var verbose: Bool?
  @Option(Settings.maxFindings) var maxFindings: Int?
  @Option(Settings.color) var color: ColorChoice?
  @Flag(Settings.excerpts) var excerpts: Bool?
  @Option(Settings.progress) var progress: ProgressChoice?
  @Flag(Settings.stats) var stats: Bool?
  @Option(Settings.config) var config: String?
  @Flag(Settings.noConfig) var noConfig = false
  @Option(Settings.explain) var explain: [String] = []
  @Flag(Settings.listRules) var listRules = false
  @Option(Settings.printSchema) var printSchema: SchemaKind?

  public init() {}

  public func validate() throws {
    if quiet == true, verbose == true {
      throw ValidationError("--quiet and --verbose cannot be combined; leave one out.")
    }
    if config != nil, noConfig {
      throw ValidationError("--config and --no-config cannot be combined; leave one out.")
    }
    let levels = Dictionary(grouping: severity + ignore, by: \.name)
    if let name = levels.first(where: { Set($0.value.map(\.level)).count > 1 })?.key {
      throw ValidationError("\(name) is given more than one severity; keep one.")
    }
    _ = try explainedRules
    let inputs =
      (paths.isEmpty && filesFrom.isEmpty ? ["-"] : paths.map { $0 == "@-" ? "-" : $0 })
      + filesFrom + (request.map { [$0] } ?? [])
    if inputs.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("Standard input (-) can be read only once.")
    }
  }
}
