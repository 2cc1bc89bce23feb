import PleskPackets

/// What one call of the command is to do, as `ValidateCommand` describes it to people.
struct RunOptions {
  var paths: [String] = []
  /// Lists of further paths.
  var filesFrom: [String] = []
  var include: [String] = []
  var exclude: [String] = []
  var hidden = false
  /// Threads that read inputs; nil: one a processor.
  var jobs: Int?
  var format = Format.text
  var results = false
  var resultsFormat = ResultsFormat.jsonl
  /// Which fields of results are written, in order.
  var resultsFields = ResultField.allCases
  /// Which results are written.
  var states = ResultState.allCases
  var kind = Kind.auto
  var request: String?
  var strict = false
  var duplicateIDs = false
  var limits: [LimitSetting] = []
  var levels: [LevelSetting] = []
  var concatenated = false
  var decompressionLimits = DecompressionLimits()
  var quiet = false
  var verbose = false
  /// Findings shown per file; 0 for all.
  var maxFindings = 100
  /// Whether findings are shown with their lines; nil: as the format has it.
  var excerpts: Bool?
  var color = ColorChoice.auto
  var progress = ProgressChoice.auto
  var engine = Engine.auto
  var stats = false

  /// How many threads there may be.
  static let jobNumbers = 1...1024

  /// The file that options were taken from.
  var configuration: String?

  static var standard: RunOptions { RunOptions() }

  /// How packets are read.
  var packetOptions: PacketOptions {
    var options = PacketOptions(kind: kind.packetKind, reportsDuplicateIDs: duplicateIDs)
    options.engine = engine == .auto ? .auto : .expat
    for setting in limits { options.limits[setting.name] = setting.value }
    for setting in levels { setting.apply(to: &options.levels) }
    return options
  }

  var inputPaths: InputPaths {
    InputPaths(
      selection: FileSelection(
        includes: include.map(Glob.init), excludes: exclude.map(Glob.init), takesHidden: hidden),
      lists: filesFrom)
  }

  /// How many threads read.
  var threads: Int { jobs ?? processorCount }

  /// How a large file is shared among threads; nil: it is to be read by one.
  var sharing: FileSharing? { jobs == 1 ? nil : FileSharing(jobs: jobs) }

  /// How results are written; nil: they are not.
  var resultWriter: ResultWriter? {
    results ? ResultWriter(format: resultsFormat, fields: resultsFields, states: states) : nil
  }

  /// Which findings text shows.
  private var filter: FindingFilter {
    FindingFilter(isQuiet: quiet, isVerbose: verbose, maximum: maxFindings)
  }

  /// Which findings the format shows with an excerpt; nil if none.
  var excerptedFindings: FindingFilter? {
    guard excerpts ?? (format == .text) else { return nil }
    return switch format {
    case .text: filter
    case .html: FindingFilter(isVerbose: true, maximum: FindingTable.most)
    default: FindingFilter(isVerbose: true)
    }
  }

  /// Whether the format tells of tasks.
  var talliesTasks: Bool { format == .html }

  /// What puts findings into words.
  func renderer(forTerminal isTerminal: Bool) -> any Renderer {
    switch format {
    case .text:
      TextRenderer(style: TextStyle(choice: color, isTerminal: isTerminal), filter: filter)
    case .json: JSONRenderer()
    case .sarif: SARIFRenderer()
    case .junit:
      JUnitRenderer(
        filter: FindingFilter(isVerbose: verbose, maximum: maxFindings), failsOnWarnings: strict)
    case .github: GitHubRenderer()
    case .html: HTMLRenderer()
    }
  }
}
