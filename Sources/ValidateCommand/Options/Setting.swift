import ArgumentParser

/// One option, with its type: what one argument on the command line gives.
struct Setting<Argument: Sendable>: AnySetting {
  let row: SettingRow
  var completion: CompletionKind { makeCompletion() }
  /// Reads an argument; the errors say what is expected.
  let parse: @Sendable (String) throws -> Argument
  private let makeCompletion: @Sendable () -> CompletionKind

  /// - Parameter completion: Made when it is needed, since the names of all rules take their time.
  init(
    _ row: SettingRow,
    completion: @escaping @Sendable @autoclosure () -> CompletionKind = .default,
    parse: @escaping @Sendable (String) throws -> Argument
  ) {
    self.row = row
    makeCompletion = completion
    self.parse = parse
  }
}

/// An option of any type.
protocol AnySetting: Sendable {
  var row: SettingRow { get }
}

/// What is known of one option. Command line, configuration, help, completions, the manual page and
/// `Documentation/Options.md` are all made from it.
///
/// A class, because copies of so many properties would be a lot of code.
final class SettingRow: Sendable {
  /// The long name without dashes, which is the key of the configuration too.
  let name: String
  let short: Character?
  /// What stands for the value in help; "" for a flag.
  let valueName: String
  /// Whether a flag has an opposite, `--no-NAME`.
  let hasOpposite: Bool
  /// One sentence for `--help`, in plain text.
  let help: String
  /// More sentences for the documentation, in Markdown.
  let details: String
  /// What holds without the option, in Markdown.
  let standard: String
  /// How the configuration sets it; nil: it cannot.
  let key: ConfigurationKey?
  /// Whether it asks for results when it is given on the command line.
  let impliesResults: Bool
  /// Changes the options as the command line asks. Returns whether the option was given.
  let merge: Merge

  typealias Merge = @Sendable (ValidateCommand, inout RunOptions) -> Bool

  init(
    _ name: String, short: Character? = nil, valueName: String = "", hasOpposite: Bool = false,
    help: String, details: String = "", standard: String = "", key: ConfigurationKey? = nil,
    impliesResults: Bool = false, merge: @escaping Merge = { _, _ in false }
  ) {
    self.name = name
    self.short = short
    self.valueName = valueName
    self.hasOpposite = hasOpposite
    self.help = help
    self.details = details
    self.standard = standard
    self.key = key
    self.impliesResults = impliesResults
    self.merge = merge
  }
}

/// How the configuration sets an option.
struct ConfigurationKey: Sendable {
  /// The table whose keys are names of the option's own; nil: the key is the option's name.
  var table: String?
  /// What it takes, in words.
  let expected: String
  /// What it may be, if that is one of some names.
  var names: [String] = []
  /// Whether it is an array of these.
  var isArray = false
  /// Returns whether the value is of the kind that is expected.
  let set: @Sendable (TOMLEntry, inout RunOptions) throws -> Bool
}
