import PacketInputs
import Platform
import PleskPackets
import Reports

/// What one call of the command should do; `ValidateCommand` describes it to people.
struct RunOptions {
  var paths: [String] = []
  /// Lists of further paths.
  var filesFrom: [String] = []
  var include: [String] = []
  var exclude: [String] = []
  var hidden = false
  /// Threads that read inputs; nil: one per processor.
  var jobs: Int?
  var format = ReportFormat.text
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
  /// Whether findings are shown with their lines; nil: the default of the format.
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

  /// What the parser needs to know.
  var packetOptions: PacketOptions {
    var options = PacketOptions(kind: kind.packetKind, reportsDuplicateIDs: duplicateIDs)
    options.engine = engine == .auto ? .auto : .expat
    for setting in limits { options.limits[setting.name] = setting.value }
    for setting in levels { setting.apply(to: &options.levels) }
    return options
  }

  /// What the inputs need to know.
  var inputPaths: InputPaths {
    InputPaths(
      selection: FileSelection(
        includes: include.map(Glob.init), excludes: exclude.map(Glob.init), takesHidden: hidden),
      lists: filesFrom)
  }

  /// What recognising and unpacking inputs needs to know.
  var inputReading: InputReading {
    var reading = InputReading(longestToken: packetOptions.limits.token)
    reading.decompressionLimits = decompressionLimits
    reading.isConcatenated = concatenated
    return reading
  }

  /// What the reading of packets needs to know.
  var packetReading: PacketReading {
    var reading = PacketReading(packetOptions: packetOptions)
    reading.comparesEngines = engine == .both
    reading.resultWriter = resultWriter
    reading.talliesTasks = format.showsTasks
    if excerpts ?? format.showsExcerpts { reading.excerpted = format.excerptFilter(filter) }
    // Where each result is looked at one by one, all but the reading would be left to one thread.
    if engine != .both, !format.showsTasks, jobs != 1 { reading.sharing = FileSharing(jobs: jobs) }
    if format == .text { reading.columns = terminalWidth(of: results ? 2 : 1) }
    return reading
  }

  /// What the reporter needs to know.
  var reporterConfiguration: ReporterConfiguration {
    var report = ReportConfiguration()
    report.format = format
    report.color = color
    report.filter = filter
    report.isStrict = strict
    report.results = resultWriter
    return ReporterConfiguration(
      report: report, progress: progress, isQuiet: quiet, isVerbose: verbose, isStrict: strict,
      showsStatistics: stats)
  }

  /// How many threads read.
  var threads: Int { jobs ?? processorCount }

  /// How results are written; nil: they are not.
  private var resultWriter: ResultWriter? {
    results ? ResultWriter(format: resultsFormat, fields: resultsFields, states: states) : nil
  }

  /// Which findings people get to see.
  private var filter: FindingFilter {
    FindingFilter(isQuiet: quiet, isVerbose: verbose, maximum: maxFindings)
  }
}
