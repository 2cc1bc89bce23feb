extension ValidateCommand {
  /// The options of the configuration, changed as the command line asks for.
  func runOptions(over configured: RunOptions = .standard) -> RunOptions {
    var options = configured
    options.paths = paths
    options.levels = []
    // They exclude each other, so one on the command line takes back the other of the configuration.
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
