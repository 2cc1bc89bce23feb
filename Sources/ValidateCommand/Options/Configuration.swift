import PacketInputs
import Reports
import Platform

/// The file with the options of a project.
enum Configuration {
  /// Its name.
  static let fileName = ".validate.toml"
  private static var largest: Int { 1 << 20 }

  /// Where options come from.
  enum Source: Equatable {
    /// The nearest `.validate.toml`.
    case nearest
    case file(String)
    case none
  }

  /// The options that the command line then changes.
  ///
  /// - Throws: `ConfigurationError` for the first thing that is wrong.
  static func options(_ source: Source) throws(ConfigurationError) -> RunOptions {
    switch source {
    case .nearest:
      return try nearest().map { path throws(ConfigurationError) in try read(path) } ?? RunOptions()
    case .file(let path): return try read(path)
    case .none: return RunOptions()
    }
  }

  /// The file in the current folder, or in the nearest one above it, up to the root of a Git
  /// repository.
  private static func nearest() -> String? {
    guard let folder = currentDirectory() else { return nil }
    let (wanted, root) = (Array(fileName.utf8), Array(".git".utf8))
    var above: [UInt8] = []
    for _ in 0...folder.bytes.split(separator: UInt8(ascii: "/")).count {
      let file = FileName(bytes: above + wanted)
      if isRegularFile(file) { return "\(file)" }
      if exists(FileName(bytes: above + root)) { return nil }
      above += Array("../".utf8)
    }
    return nil
  }

  private static func read(_ path: String) throws(ConfigurationError) -> RunOptions {
    var options = RunOptions()
    options.configuration = path
    var line = 0
    do {
      for entry in try TOMLReader.entries(of: bytes(of: path)) {
        line = entry.line
        try ConfigurationKeys.apply(entry, to: &options)
      }
      options.levels = LevelSetting.ordered(options.levels)
    } catch let error as InputError {
      throw ConfigurationError(
        path, status: ExitStatus.inputOutput, "cannot be read: \(error.reason)")
    } catch let error as TOMLError {
      throw ConfigurationError(path, line: error.line, error.message)
    } catch {
      throw ConfigurationError(path, line: line, "\(error)")
    }
    if options.quiet && options.verbose {
      throw ConfigurationError(
        path, line: line, "quiet and verbose cannot be combined; leave one out")
    }
    return options
  }

  private static func bytes(of path: String) throws(InputError) -> [UInt8] {
    var all: [UInt8] = []
    do throws(SystemError) {
      let file = try InputFile(path: path)
      var piece: [UInt8] = []
      while all.count <= largest, let count = try file.read(into: &piece), count > 0 {
        all += piece
      }
    } catch {
      throw InputError(error)
    }
    if all.count > largest { throw InputError("too large for a configuration") }
    return all
  }
}

/// Why a configuration cannot be used.
struct ConfigurationError: Error, CustomStringConvertible {
  let description: String
  /// The exit status.
  let status: Int32

  init(_ path: String, line: Int? = nil, status: Int32 = ExitStatus.wrongUsage, _ message: String) {
    let place = visibleName(path) + (line.map { ":\($0)" } ?? "")
    description = "validate: \(place): \(visible(message))\n"
    self.status = status
  }
}
