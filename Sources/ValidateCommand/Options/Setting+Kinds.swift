import ArgumentParser

/// The kinds of options, by what they take.
///
/// `given` reads what the command line says, and `set` changes the options. The configuration uses
/// the same `set`.
extension Settings {
  /// A flag with an opposite.
  static func flag(
    _ name: String, short: Character? = nil,
    _ given: @escaping @Sendable (ValidateCommand) -> Bool?,
    help: String, details: String = "", standard: String = "off",
    _ set: @escaping @Sendable (inout RunOptions, Bool) -> Void
  ) -> Setting<Bool> {
    let key = ConfigurationKey(expected: "true or false") { entry, options in
      guard case .boolean(let value) = entry.value else { return false }
      set(&options, value)
      return true
    }
    return flag(
      SettingRow(
        name, short: short, hasOpposite: true, help: help, details: details, standard: standard,
        key: key, merge: merging(given, set)))
  }

  /// A flag that asks for something at once, and that no configuration can ask for.
  static func action(_ name: String, help: String, details: String = "") -> Setting<Bool> {
    flag(SettingRow(name, help: help, details: details))
  }

  private static func flag(_ row: SettingRow) -> Setting<Bool> {
    // The argument parser gives flags no text to read.
    Setting(row) { _ in true }
  }

  /// One of some names.
  static func choice<Choice: NamedChoice>(
    _ name: String, _ given: @escaping @Sendable (ValidateCommand) -> Choice?,
    help: String, details: String = "", impliesResults: Bool = false,
    _ set: @escaping @Sendable (inout RunOptions, Choice) -> Void
  ) -> Setting<Choice> {
    let (names, first) = (Choice.names, Choice.names.first ?? "")
    let key = ConfigurationKey(expected: quoted(names), names: names) { entry, options in
      guard case .string(let text) = entry.value, let choice = Choice(rawValue: text) else {
        return false
      }
      set(&options, choice)
      return true
    }
    let row = SettingRow(
      name, valueName: names.joined(separator: "|"), help: "\(help) (default: \(first)).",
      details: details, standard: "`\(first)`", key: key, impliesResults: impliesResults,
      merge: merging(given, set))
    return Setting(row, completion: Choice.completion, parse: Choice.named)
  }

  /// Some of some names, at least one, separated by commas.
  static func names<Choice: CaseIterable & Sendable>(
    _ optionName: String, _ valueName: String, _ name: @escaping @Sendable (Choice) -> String,
    _ given: @escaping @Sendable (ValidateCommand) -> [[Choice]],
    help: String, details: String = "",
    _ set: @escaping @Sendable (inout RunOptions, [Choice]) -> Void
  ) -> Setting<[Choice]> {
    let names = Choice.allCases.map(name)
    let key = ConfigurationKey(
      expected: "an array of \(quoted(names))", names: names, isArray: true
    ) { entry, options in
      guard case .strings(let strings) = entry.value, !strings.isEmpty,
        let chosen: [Choice] = try? choices(strings, name)
      else { return false }
      set(&options, chosen)
      return true
    }
    let row = SettingRow(
      optionName, valueName: valueName, help: help, details: details, standard: "all", key: key,
      impliesResults: true,
      merge: merging({ gathered(given($0)) }, { set(&$0, Array($1.joined())) }))
    return Setting(row, completion: .list(names), parse: { try choices($0, name) })
  }

  /// A number.
  static func number(
    _ name: String, _ valueName: String, _ range: ClosedRange<Int>,
    _ given: @escaping @Sendable (ValidateCommand) -> Int?,
    help: String, details: String = "", standard: String,
    _ set: @escaping @Sendable (inout RunOptions, Int) -> Void
  ) -> Setting<Int> {
    let end = range.upperBound == .max ? "" : " to \(range.upperBound)"
    let expected = "a number from \(range.lowerBound)\(end)"
    let key = ConfigurationKey(expected: expected) { entry, options in
      guard case .integer(let number) = entry.value, range.contains(number) else { return false }
      set(&options, number)
      return true
    }
    let row = SettingRow(
      name, valueName: valueName, help: help, details: details, standard: standard, key: key,
      merge: merging(given, set))
    return Setting(row) { text in
      guard let number = Int(text), range.contains(number) else {
        throw UnknownName("", [], reason: "expected \(expected)")
      }
      return number
    }
  }

  /// Strings, each an argument of its own.
  static func strings(
    _ name: String, _ valueName: String,
    _ given: @escaping @Sendable (ValidateCommand) -> [String],
    help: String, details: String = "", standard: String,
    _ set: @escaping @Sendable (inout RunOptions, [String]) -> Void
  ) -> Setting<String> {
    let key = ConfigurationKey(expected: #"an array of strings, as in ["*.xml"]"#) {
      entry, options in
      guard case .strings(let strings) = entry.value else { return false }
      set(&options, strings)
      return true
    }
    let row = SettingRow(
      name, valueName: valueName, help: help, details: details, standard: standard, key: key,
      merge: merging({ gathered(given($0)) }, set))
    return Setting(row) { $0 }
  }

  /// A file, which no configuration can name: a folder of somebody else's must be safe to look at.
  static func file(
    _ name: String, short: Character? = nil, _ valueName: String = "file",
    help: String, details: String = "", standard: String = "", extensions: [String] = [],
    merge: @escaping SettingRow.Merge = { _, _ in false }
  ) -> Setting<String> {
    let row = SettingRow(
      name, short: short, valueName: valueName, help: help, details: details, standard: standard,
      merge: merge)
    return Setting(row, completion: .file(extensions: extensions)) { $0 }
  }

  /// Settings of rules or limits, each an argument of its own; they add to those of the
  /// configuration.
  static func additions<Addition: Sendable>(
    _ name: String, _ valueName: String,
    _ given: @escaping @Sendable (ValidateCommand) -> [Addition],
    help: String, details: String, standard: String, key: ConfigurationKey? = nil,
    completion: @escaping @Sendable @autoclosure () -> CompletionKind,
    parse: @escaping @Sendable (String) throws -> Addition,
    _ add: @escaping @Sendable (inout RunOptions, [Addition]) -> Void
  ) -> Setting<Addition> {
    let row = SettingRow(
      name, valueName: valueName, help: help, details: details, standard: standard, key: key,
      merge: merging({ gathered(given($0)) }, add))
    return Setting(row, completion: completion(), parse: parse)
  }

  /// Applies what the command line gives, if it gives anything.
  static func merging<Value>(
    _ given: @escaping @Sendable (ValidateCommand) -> Value?,
    _ set: @escaping @Sendable (inout RunOptions, Value) -> Void
  ) -> SettingRow.Merge {
    { command, options in
      guard let value = given(command) else { return false }
      set(&options, value)
      return true
    }
  }

  /// The values of an option that may be repeated; nil: it was not given.
  private static func gathered<Value>(_ values: [Value]) -> [Value]? {
    values.isEmpty ? nil : values
  }

  static func quoted(_ names: [String]) -> String {
    names.map { "\"\($0)\"" }.joined(separator: ", ")
  }
}
