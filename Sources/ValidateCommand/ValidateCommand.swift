public import ArgumentParser
import ExpatSAX
import PleskPackets

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

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
    version: "validate \(Product.version) (\(expatVersion))")

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

  @Flag(help: "Look into hidden files and directories, too.")
  var hidden = false

  @Option(
    help: ArgumentHelp(
      "Threads that read inputs, by default one a processor; what is printed does not depend on it.",
      valueName: "n"))
  var jobs: Int?

  @Option(help: "How findings are told.")
  var format = RunOptions.standard.format

  @Flag(
    help: "Stream every result to standard output as a line of JSON; findings go to standard error."
  )
  var results = false

  @Option(help: "How results are written; implies --results.")
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

  @Option(help: "What the packets are; auto lets each packet tell.")
  var kind = RunOptions.standard.kind

  @Option(
    help: ArgumentHelp("The request that the responses answer.", valueName: "file"),
    completion: .file())
  var request: String?

  @Flag(help: "Let warnings fail: they change the exit status, not the verdict.")
  var strict = false

  @Flag(
    help: "Report two results of one operation with the same id; takes memory for every result.")
  var duplicateIds = false

  @Option(
    help: ArgumentHelp(
      "A size beyond which input is refused: \(Limits.Name.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name=n"))
  var limit: [LimitSetting] = []

  @Option(
    help:
      "What reads the bytes: auto takes usual results straight from them, expat does not; both runs the two and exits 70 where they differ."
  )
  var engine = RunOptions.standard.engine

  @Flag(
    name: .shortAndLong, help: "Print no findings and no summary; the exit status tells. Text only."
  )
  var quiet = false

  @Flag(
    name: .shortAndLong, help: "Print info findings, in text and JUnit, and valid files, in text.")
  var verbose = false

  @Option(
    help: ArgumentHelp(
      "Findings printed per file, 0 for all; all are counted. Text and JUnit only.", valueName: "n")
  )
  var maxFindings = RunOptions.standard.maxFindings

  @Option(help: "Colours in text.")
  var color = RunOptions.standard.color

  @Flag(
    inversion: .prefixedNo,
    help:
      "Show findings with the line that they stand on, secrets in it masked; by default in text only."
  )
  var excerpts: Bool?

  @Option(
    help:
      "A bar on standard error that tells how far reading has come; auto: on a terminal, after half a second."
  )
  var progress = RunOptions.standard.progress

  @Flag(help: "Print to standard error what was done in what time.")
  var stats = false

  @Option(help: ArgumentHelp("Explain a rule.", valueName: "rule"))
  var explain: String?

  @Flag(help: "List the rules.")
  var listRules = false

  @Option(
    help: ArgumentHelp(
      "Print the content model of these packets as XML Schema 1.0.", valueName: "kind"))
  var printSchema: SchemaKind?

  public init() {}

  public func validate() throws {
    if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
    if maxFindings < 0 { throw ValidationError("--max-findings takes a number from 0.") }
    if format == .github, wantsResults, output == nil {
      throw ValidationError(
        "With --format github, results need --output FILE: in the log, a text of theirs could be taken for a command."
      )
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to 1024.")
    }
    if let explain, Rule.named(explain) == nil {
      let hint = closest(to: explain, in: Rule.all.map(\.id)).map { " Did you mean '\($0)'?" } ?? ""
      throw ValidationError("No rule is named '\(explain)'.\(hint) --list-rules shows them.")
    }
    let inputs =
      (paths.isEmpty && filesFrom.isEmpty ? ["-"] : paths.map { $0 == "@-" ? "-" : $0 })
      + filesFrom + (request.map { [$0] } ?? [])
    if inputs.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("Standard input (-) can be read only once.")
    }
  }

  public func run() throws {
    let output = OutputFile.named(output ?? "-")
    if let reference {
      output.write(reference)
      output.close(isComplete: true)
      endProcess(output.hasFailed ? ExitStatus.inputOutput : ExitStatus.valid)
    }
    Interruption.watch()
    endProcess(Run(options: runOptions, output: output).validateAll())
  }

  /// Does what the arguments of the process ask for, and ends it.
  ///
  /// Arguments that are paths and nothing else need no parser, which takes more time to set up than a small packet
  /// takes to be validated.
  public static func start() -> Never {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasPrefix("@") }) else {
      main()
      exit(withError: nil)
    }
    Interruption.watch()
    let options = RunOptions(paths: Array(arguments))
    endProcess(Run(options: options, output: .standardOutput).validateAll())
  }

  private var wantsResults: Bool {
    results || resultsFormat != nil || !resultsFields.isEmpty || !state.isEmpty
  }

  var runOptions: RunOptions {
    var options = RunOptions(paths: paths)
    options.filesFrom = filesFrom
    options.include = include
    options.exclude = exclude
    options.hidden = hidden
    options.jobs = jobs
    options.format = format
    options.results = wantsResults
    if let resultsFormat { options.resultsFormat = resultsFormat }
    if !resultsFields.isEmpty { options.resultsFields = Array(resultsFields.joined()) }
    if !state.isEmpty { options.states = Array(state.joined()) }
    options.kind = kind
    options.request = request
    options.strict = strict
    options.duplicateIDs = duplicateIds
    options.limits = limit
    options.quiet = quiet
    options.verbose = verbose
    options.maxFindings = maxFindings
    options.excerpts = excerpts
    options.color = color
    options.progress = progress
    options.engine = engine
    options.stats = stats
    return options
  }

  /// What is to be printed without reading anything, if that is asked for.
  var reference: String? {
    if let printSchema { return ContentModel.schema(for: printSchema.packetKind) }
    if let explain, let rule = Rule.named(explain) { return RuleHelp.explanation(of: rule) }
    return listRules ? RuleHelp.list() : nil
  }
}

/// Ends the process. The argument parser would do it too, after it has put the help together in vain.
func endProcess(_ status: Int32) -> Never {
  exit(status)
}

/// The exit statuses, apart from wrong usage (64), which the argument parser gives.
enum ExitStatus {
  static let valid: Int32 = 0
  static let invalid: Int32 = 1
  static let inputOutput: Int32 = 2
  static let enginesDiffer: Int32 = 70
  static let interrupted: Int32 = 130
  /// What a shell shows of a command that a broken pipe ended.
  static let brokenPipe: Int32 = 141
}
