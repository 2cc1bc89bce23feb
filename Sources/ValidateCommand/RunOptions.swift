import PleskPackets

/// What one call of the command is to do, as `ValidateCommand` describes it to people.
struct RunOptions {
  var paths: [String] = []
  var format = Format.text
  var results = false
  var kind = Kind.auto
  var request: String?
  var strict = false
  var duplicateIDs = false
  var limits: [LimitSetting] = []
  var quiet = false
  var verbose = false
  /// Findings shown per file; 0 for all.
  var maxFindings = 100
  var color = ColorChoice.auto
  var engine = Engine.auto
  var stats = false

  static let standard = RunOptions()

  /// How packets are read.
  var packetOptions: PacketOptions {
    var options = PacketOptions(kind: kind.packetKind, reportsDuplicateIDs: duplicateIDs)
    options.engine = engine == .auto ? .auto : .expat
    for setting in limits { options.limits[setting.name] = setting.value }
    return options
  }
}
