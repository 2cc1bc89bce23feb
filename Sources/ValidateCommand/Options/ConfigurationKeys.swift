import PleskPackets
import Reports

/// What a configuration can say, and how it changes the options.
enum ConfigurationKeys {
  /// A key of the top of the file. Its name is the option's.
  private struct Key {
    let name: String
    let expected: String
    /// What it may be, if that is one of some names.
    var names: [String] = []
    /// Whether it is an array of these.
    var isArray = false
    /// Returns whether the value is of the kind that is expected.
    let set: @Sendable (TOMLValue, inout RunOptions) -> Bool
  }

  /// One line a key.
  private static let all: [Key] = [
    choice("format") { $0.format = $1 },
    flag("results") { $0.results = $1 },
    choice("results-format") { $0.resultsFormat = $1 },
    names("results-fields", \ResultField.name) { $0.resultsFields = $1 },
    names("state", \ResultState.name) { $0.states = $1 },
    strings("include") { $0.include = $1 },
    strings("exclude") { $0.exclude = $1 },
    flag("hidden") { $0.hidden = $1 },
    number("jobs", RunOptions.jobNumbers) { $0.jobs = $1 },
    choice("kind") { $0.kind = $1 },
    flag("strict") { $0.strict = $1 },
    flag("duplicate-ids") { $0.duplicateIDs = $1 },
    flag("concatenated") { $0.concatenated = $1 },
    number("max-size", 1...Int.max) { $0.decompressionLimits.size = $1 },
    number("max-ratio", 1...Int.max) { $0.decompressionLimits.ratio = $1 },
    choice("engine") { $0.engine = $1 },
    flag("quiet") { $0.quiet = $1 },
    flag("verbose") { $0.verbose = $1 },
    number("max-findings", 0...Int.max) { $0.maxFindings = $1 },
    choice("color") { $0.color = $1 },
    choice("progress") { $0.progress = $1 },
    flag("excerpts") { $0.excerpts = $1 },
    flag("stats") { $0.stats = $1 },
  ]

  private static let tables = ["limits", "rules"]

  /// Applies one line of the file.
  ///
  /// - Throws: What is wrong with it, and what was expected.
  static func apply(_ entry: TOMLEntry, to options: inout RunOptions) throws {
    switch entry.table {
    case "":
      guard let key = all.first(where: { $0.name == entry.key }) else {
        throw UnknownKey(entry.key, all.map(\.name) + tables)
      }
      if !key.set(entry.value, &options) {
        throw UnexpectedValue(
          entry, expected: key.expected, names: key.names, isArray: key.isArray)
      }
    case "limits":
      guard case .integer(let value) = entry.value else {
        throw UnexpectedValue(entry, expected: "a number from 1")
      }
      options.limits.append(try LimitSetting(entry.key, value))
    case "rules":
      guard case .string(let name) = entry.value, let level = RuleLevel(rawValue: name) else {
        throw UnexpectedValue(entry, expected: quoted(RuleLevel.names), names: RuleLevel.names)
      }
      options.levels.append(try LevelSetting(entry.key, level))
    default:
      throw UnknownKey("[\(entry.table)]", tables.map { "[\($0)]" })
    }
  }

  private static func flag(
    _ name: String, _ set: @escaping @Sendable (inout RunOptions, Bool) -> Void
  ) -> Key {
    Key(name: name, expected: "true or false") { value, options in
      guard case .boolean(let value) = value else { return false }
      set(&options, value)
      return true
    }
  }

  private static func choice<Choice: NamedChoice>(
    _ name: String, _ set: @escaping @Sendable (inout RunOptions, Choice) -> Void
  ) -> Key {
    Key(name: name, expected: quoted(Choice.names), names: Choice.names) { value, options in
      guard case .string(let text) = value, let choice = Choice(rawValue: text) else {
        return false
      }
      set(&options, choice)
      return true
    }
  }

  private static func number(
    _ name: String, _ range: ClosedRange<Int>,
    _ set: @escaping @Sendable (inout RunOptions, Int) -> Void
  ) -> Key {
    let end = range.upperBound == .max ? "" : " to \(range.upperBound)"
    return Key(name: name, expected: "a number from \(range.lowerBound)\(end)") { value, options in
      guard case .integer(let number) = value, range.contains(number) else { return false }
      set(&options, number)
      return true
    }
  }

  private static func strings(
    _ name: String, _ set: @escaping @Sendable (inout RunOptions, [String]) -> Void
  ) -> Key {
    Key(name: name, expected: #"an array of strings, as in ["*.xml"]"#) { value, options in
      guard case .strings(let strings) = value else { return false }
      set(&options, strings)
      return true
    }
  }

  /// An array of names, at least one.
  private static func names<Choice: CaseIterable & Sendable>(
    _ key: String, _ name: @escaping @Sendable (Choice) -> String,
    _ set: @escaping @Sendable (inout RunOptions, [Choice]) -> Void
  ) -> Key {
    let names = Choice.allCases.map(name)
    let expected = "an array of \(quoted(names))"
    return Key(name: key, expected: expected, names: names, isArray: true) { value, options in
      guard case .strings(let strings) = value, !strings.isEmpty,
        let chosen: [Choice] = try? choices(strings, name)
      else { return false }
      set(&options, chosen)
      return true
    }
  }

  private static func quoted(_ names: [String]) -> String {
    names.map { "\"\($0)\"" }.joined(separator: ", ")
  }

  /// A key or table that there is not.
  private struct UnknownKey: Error, CustomStringConvertible {
    let description: String

    init(_ typed: String, _ names: [String]) {
      let kind = typed.hasPrefix("[") ? "table" : "key"
      let reason = "unknown \(kind) '\(typed)', there are \(names.joined(separator: ", "))"
      description = UnknownName(typed, names, reason: reason).description
    }
  }

  /// A value that is not what its key takes.
  private struct UnexpectedValue: Error, CustomStringConvertible {
    let description: String

    init(_ entry: TOMLEntry, expected: String, names: [String] = [], isArray: Bool = false) {
      var typed: String?
      if case .string(let text) = entry.value { typed = text }
      if isArray, case .strings(let strings) = entry.value {
        typed = strings.first { !names.contains($0) }
      }
      let found =
        switch entry.value {
        case .string(let text): "\"\(text)\""
        case .integer(let number): "\(number)"
        case .boolean(let truth): "\(truth)"
        case .strings([]): "an empty array"
        case .strings: typed.map { "\"\($0)\" in it" } ?? "an array of strings"
        }
      let reason = "'\(entry.key)' takes \(expected), found \(found)"
      description = UnknownName(typed ?? "", names, reason: reason).description
    }
  }
}
