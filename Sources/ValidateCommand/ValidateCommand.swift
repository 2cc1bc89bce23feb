public import ArgumentParser
import ExpatSAX
import PleskPackets
import Reports

/// The command `validate`: its options, and the order in which things are done.
public struct ValidateCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Validates Plesk XML API packets, result by result.",
    discussion: """
      Reads requests and responses of aps/get-download-status, tells every broken rule with its place, \
      and delivers every result that can be read, also from packets that are cut short.

      Exit status: 0 every packet is valid; 1 at least one is invalid; 2 something could not be read or \
      written; 64 wrong usage.
      """,
    version: "validate 0.1.0 (\(expatVersion))")

  @Argument(
    help: ArgumentHelp(
      "Files, directories (their *.xml, recursively), @LIST, or - for standard input, which is also the default.",
      valueName: "path"),
    completion: .file())
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "Read paths from a file, one a line or each ended by a NUL; - is standard input.",
      valueName: "list"),
    completion: .file())
  var filesFrom: [String] = []

  @Option(
    help: ArgumentHelp(
      "Take these files of directories instead of *.xml; * and ? stand for characters, ** for directories.",
      valueName: "glob"))
  var include: [String] = []

  @Option(help: ArgumentHelp("Leave out these files and directories.", valueName: "glob"))
  var exclude: [String] = []

  @Flag(inversion: .prefixedNo, help: "Look into hidden files and directories, too.")
  var hidden: Bool?

  @Option(
    help: ArgumentHelp(
      "Threads that read inputs, by default one a processor; what is printed does not depend on it.",
      valueName: "n"))
  var jobs: Int?

  @Option(
    help: choice(ReportFormat.self, "How findings are told"), completion: ReportFormat.completion,
    transform: ReportFormat.named)
  var format: ReportFormat?

  @Flag(
    inversion: .prefixedNo,
    help: "Stream every result to standard output as a line of JSON; findings go to standard error."
  )
  var results: Bool?

  @Option(
    help: choice(ResultsFormat.self, "How results are written; implies --results"),
    completion: ResultsFormat.completion, transform: ResultsFormat.named)
  var resultsFormat: ResultsFormat?

  @Option(
    help: ArgumentHelp(
      "Write these fields of results, as CSV in this order; implies --results.",
      valueName: "name,…"),
    completion: .list(ResultField.allCases.map(\.name)),
    transform: { try choices($0, \ResultField.name) })
  var resultsFields: [[ResultField]] = []

  @Option(
    help: ArgumentHelp(
      "Write only results in these states: \(ResultState.allCases.map(\.name).joined(separator: ", ")); implies --results.",
      valueName: "state,…"),
    completion: .list(ResultState.allCases.map(\.name)),
    transform: { try choices($0, \ResultState.name) })
  var state: [[ResultState]] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write to a file what would go to standard output; it is replaced once all is written.",
      valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    help: choice(Kind.self, "What the packets are; auto lets each packet tell"),
    completion: Kind.completion, transform: Kind.named)
  var kind: Kind?

  @Option(
    help: ArgumentHelp("The request that the responses answer.", valueName: "file"),
    completion: .file())
  var request: String?

  @Flag(
    inversion: .prefixedNo,
    help: "Let warnings fail: they change the exit status, not the verdict.")
  var strict: Bool?

  @Option(
    help: ArgumentHelp(
      "Let findings of a rule, or of GROUP/*, weigh more or less: \(RuleLevel.names.joined(separator: ", ")).",
      valueName: "rule=level"),
    completion: .list(ruleNames.flatMap { name in RuleLevel.names.map { "\(name)=\($0)" } }),
    transform: LevelSetting.init(argument:))
  var severity: [LevelSetting] = []

  @Option(
    help: ArgumentHelp(
      "Leave out findings of a rule, or of GROUP/*; they count for nothing.", valueName: "rule"),
    completion: .list(ruleNames), transform: LevelSetting.init(ignoring:))
  var ignore: [LevelSetting] = []

  @Flag(
    inversion: .prefixedNo,
    help: "Report two results of one operation with the same id; takes memory for every result.")
  var duplicateIds: Bool?

  @Option(
    help: ArgumentHelp(
      "A size beyond which input is refused: \(LimitSetting.names.joined(separator: ", ")).",
      valueName: "name=n"),
    completion: .list(LimitSetting.names.map { $0 + "=" }), transform: LimitSetting.init(argument:))
  var limit: [LimitSetting] = []

  @Flag(
    inversion: .prefixedNo,
    help: "Read several packets of one input, one behind the other; each has its own verdict.")
  var concatenated: Bool?

  @Option(
    help: ArgumentHelp(
      "Decompressed bytes of one compressed input beyond which it is refused.", valueName: "bytes"))
  var maxSize: Int?

  @Option(
    help: ArgumentHelp(
      "Decompressed bytes for each compressed one beyond which an input is refused, after the first MiB.",
      valueName: "n"))
  var maxRatio: Int?

  @Option(
    help: choice(
      Engine.self,
      "What reads the bytes: auto takes usual results straight from them, expat does not; both runs the two and exits 70 where they differ"
    ),
    completion: Engine.completion, transform: Engine.named)
  var engine: Engine?

  @Flag(
    name: .shortAndLong, inversion: .prefixedNo,
    help: "Print no findings and no summary; the exit status tells. Text only."
  )
  var quiet: Bool?

  @Flag(
    name: .shortAndLong, inversion: .prefixedNo,
    help: "Print info findings, in text and JUnit, and valid files, in text.")
  var verbose: Bool?

  @Option(
    help: ArgumentHelp(
      "Findings printed per file, \(RunOptions.standard.maxFindings) by default, 0 for all; all are counted. Text and JUnit only.",
      valueName: "n"))
  var maxFindings: Int?

  @Option(
    help: choice(ColorChoice.self, "Colours in text"), completion: ColorChoice.completion,
    transform: ColorChoice.named)
  var color: ColorChoice?

  @Flag(
    inversion: .prefixedNo,
    help:
      "Show findings with the line that they stand on, secrets in it masked; by default in text only."
  )
  var excerpts: Bool?

  @Option(
    help: choice(
      ProgressChoice.self,
      "A bar on standard error that tells how far reading has come; auto: on a terminal, after half a second"
    ),
    completion: ProgressChoice.completion, transform: ProgressChoice.named)
  var progress: ProgressChoice?

  @Flag(
    inversion: .prefixedNo, help: "Print to standard error what was done in what time.")
  var stats: Bool?

  @Option(
    help: ArgumentHelp(
      "Take options from this file instead of the nearest \(Configuration.fileName) above.",
      valueName: "file"),
    completion: .file(extensions: ["toml"]))
  var config: String?

  @Flag(help: "Take no options from a file.")
  var noConfig = false

  @Option(
    help: ArgumentHelp(
      "Explain a rule, those of GROUP/*, or all; --format json for programs.", valueName: "rule"),
    completion: .list(ruleNames + ["all"]))
  var explain: [String] = []

  @Flag(help: "List the rules; --format json for programs.")
  var listRules = false

  @Option(
    help: ArgumentHelp(
      "Print the content model of these packets as XML Schema 1.0.",
      valueName: SchemaKind.names.joined(separator: "|")),
    completion: SchemaKind.completion, transform: SchemaKind.named)
  var printSchema: SchemaKind?

  public init() {}

  public func validate() throws {
    if quiet == true, verbose == true {
      throw ValidationError("--quiet and --verbose exclude each other; leave one out.")
    }
    if let maxSize, maxSize < 1 { throw ValidationError("--max-size takes a number from 1.") }
    if let maxRatio, maxRatio < 1 { throw ValidationError("--max-ratio takes a number from 1.") }
    if config != nil, noConfig {
      throw ValidationError("--config and --no-config exclude each other; leave one out.")
    }
    if let maxFindings, maxFindings < 0 {
      throw ValidationError("--max-findings takes a number from 0.")
    }
    if let jobs, !RunOptions.jobNumbers.contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to \(RunOptions.jobNumbers.upperBound).")
    }
    let levels = Dictionary(grouping: severity + ignore, by: \.name)
    if let name = levels.first(where: { Set($0.value.map(\.level)).count > 1 })?.key {
      throw ValidationError("\(name) is given more than one severity; leave one.")
    }
    _ = try explainedRules
    let inputs =
      (paths.isEmpty && filesFrom.isEmpty ? ["-"] : paths.map { $0 == "@-" ? "-" : $0 })
      + filesFrom + (request.map { [$0] } ?? [])
    if inputs.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("Standard input (-) can be read only once.")
    }
  }

  private static var ruleNames: [String] { Rule.all.map(\.id) + RuleSelection.groups }

  /// The help of an option that takes one of some names.
  private static func choice<Choice: NamedChoice>(
    _ type: Choice.Type, _ help: String
  ) -> ArgumentHelp {
    ArgumentHelp(
      "\(help) (default: \(type.names.first ?? "")).",
      valueName: type.names.joined(separator: "|"))
  }
}
