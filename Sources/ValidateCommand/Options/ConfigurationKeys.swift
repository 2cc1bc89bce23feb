/// What a configuration can say: the options that have a key.
enum ConfigurationKeys {
  /// Applies one line of the file.
  ///
  /// - Throws: What is wrong with it, and what was expected.
  static func apply(_ entry: TOMLEntry, to options: inout RunOptions) throws {
    guard let key = Settings.all.first(where: { $0.isSet(by: entry) })?.key else {
      let rows = Settings.all.filter { $0.key != nil }
      let tables = rows.compactMap { $0.key?.table }.sorted()
      if !entry.table.isEmpty, !tables.contains(entry.table) {
        throw UnknownKey("[\(entry.table)]", tables.map { "[\($0)]" })
      }
      throw UnknownKey(entry.key, rows.filter { $0.key?.table == nil }.map(\.name) + tables)
    }
    if try !key.set(entry, &options) { throw UnexpectedValue(entry, key) }
  }

  /// A key or table that does not exist.
  private struct UnknownKey: Error, CustomStringConvertible {
    let description: String

    init(_ typed: String, _ names: [String]) {
      let kind = typed.hasPrefix("[") ? "table" : "key"
      let reason = "unknown \(kind) '\(typed)', there are \(names.joined(separator: ", "))"
      description = UnknownName(typed, names, reason: reason).description
    }
  }

  /// A value that its key does not take.
  private struct UnexpectedValue: Error, CustomStringConvertible {
    let description: String

    init(_ entry: TOMLEntry, _ key: ConfigurationKey) {
      var typed: String?
      if case .string(let text) = entry.value { typed = text }
      if key.isArray, case .strings(let strings) = entry.value {
        typed = strings.first { !key.names.contains($0) }
      }
      let found =
        switch entry.value {
        case .string(let text): "\"\(text)\""
        case .integer(let number): "\(number)"
        case .boolean(let truth): "\(truth)"
        case .strings([]): "an empty array"
        case .strings: typed.map { "\"\($0)\" in it" } ?? "an array of strings"
        }
      let reason = "'\(entry.key)' takes \(key.expected), found \(found)"
      description = UnknownName(typed ?? "", key.names, reason: reason).description
    }
  }
}

extension SettingRow {
  fileprivate func isSet(by entry: TOMLEntry) -> Bool {
    guard let key else { return false }
    return entry.table.isEmpty ? key.table == nil && name == entry.key : key.table == entry.table
  }
}
