extension ValidateCommand {
  /// The options of the configuration, changed as the command line asks for.
  func runOptions(over configured: RunOptions = .standard) -> RunOptions {
    var options = configured
    options.paths = paths
    options.filesFrom = filesFrom
    options.request = request
    if !include.isEmpty { options.include = include }
    if !exclude.isEmpty { options.exclude = exclude }
    options.limits += limit
    options.concatenated = concatenated ?? options.concatenated
    options.decompressionLimits.size = maxSize ?? options.decompressionLimits.size
    options.decompressionLimits.ratio = maxRatio ?? options.decompressionLimits.ratio
    options.levels += LevelSetting.ordered(severity + ignore)
    if quiet == true { options.verbose = false }
    if verbose == true { options.quiet = false }
    options.hidden = hidden ?? options.hidden
    options.jobs = jobs ?? options.jobs
    options.format = format ?? options.format
    options.results = results ?? options.results
    if let resultsFormat { options.resultsFormat = resultsFormat }
    if !resultsFields.isEmpty { options.resultsFields = Array(resultsFields.joined()) }
    if !state.isEmpty { options.states = Array(state.joined()) }
    if resultsFormat != nil || !resultsFields.isEmpty || !state.isEmpty { options.results = true }
    options.kind = kind ?? options.kind
    options.strict = strict ?? options.strict
    options.duplicateIDs = duplicateIds ?? options.duplicateIDs
    options.quiet = quiet ?? options.quiet
    options.verbose = verbose ?? options.verbose
    options.maxFindings = maxFindings ?? options.maxFindings
    options.color = color ?? options.color
    options.progress = progress ?? options.progress
    options.engine = engine ?? options.engine
    options.excerpts = excerpts ?? options.excerpts
    options.stats = stats ?? options.stats
    return options
  }
}
