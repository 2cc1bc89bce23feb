extension ValidateCommand {
  /// The options of the configuration, overridden by the command line.
  func runOptions(over configured: RunOptions = .standard) -> RunOptions {
    var options = configured
    options.paths = paths
    options.levels = []
    // The two cannot be combined, so one on the command line turns off the other.
    if quiet == true { options.verbose = false }
    if verbose == true { options.quiet = false }
    var impliesResults = false
    for row in Settings.all where row.merge(self, &options) {
      if row.impliesResults { impliesResults = true }
    }
    if impliesResults { options.results = true }
    options.levels = configured.levels + LevelSetting.ordered(options.levels)
    return options
  }
}
