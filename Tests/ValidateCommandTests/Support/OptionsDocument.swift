import Foundation
import TestSupport

@testable import ValidateCommand

/// `Documentation/Options.md`: written by people, but for the tables between two comments, which
/// are made from the table of options.
enum OptionsDocument {
  static let url = Repository.root.appendingPathComponent("Documentation/Options.md")

  /// Whether the file is to be written anew instead of compared.
  static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_DOCUMENTS"] == "1"

  private static let begin = "<!-- options: begin -->\n"
  private static let end = "<!-- options: end -->\n"

  /// A text with the tables as they should be; nil if it has no place for them.
  static func updated(_ text: String) -> String? {
    guard let start = text.range(of: begin), let stop = text.range(of: end),
      start.upperBound <= stop.lowerBound
    else { return nil }
    return text[..<start.upperBound] + "\n" + tables + "\n" + text[stop.lowerBound...]
  }

  private static var tables: String {
    Settings.Chapter.allCases.map { chapter in
      let rows = Settings.rows(of: chapter).map(line)
      let parserRows = chapter == .information ? ofTheParser : []
      return """
        ## \(chapter.rawValue)

        | option | what it does | default | key |
        |---|---|---|---|
        \((rows + parserRows).joined(separator: "\n"))

        """
    }.joined(separator: "\n")
  }

  private static func line(_ row: SettingRow) -> String {
    let key = row.key.map { key in key.table.map { "`[\($0)]`" } ?? "`\(row.name)`" }
    // The default has its own column.
    let help = sentence(row.help.replacing(/\s\(default: [^)]*\)/, with: ""))
    let text = [help, row.details.replacing("|", with: "\\|")].filter { !$0.isEmpty }
      .joined(separator: " ")
    return "| \(heading(row)) | \(text) | \(row.standard) | \(key ?? "") |"
  }

  private static func heading(_ row: SettingRow) -> String {
    if row.name == Settings.path.row.name { return "`\(row.valueName.uppercased()) …`" }
    let value = row.valueName.isEmpty ? "" : " \(shown(row.valueName))"
    let short = row.short.map { ", `-\($0)\(value)`" } ?? ""
    return "`--\(row.name)\(value)`\(short)" + (row.hasOpposite ? ", `--no-\(row.name)`" : "")
  }

  /// `FILE`, but `text|json`, since these are values.
  private static func shown(_ valueName: String) -> String {
    valueName.contains("|")
      ? valueName.replacing("|", with: "\\|") : valueName.uppercased()
  }

  /// A help text as Markdown, with a capital letter and a full stop.
  private static func sentence(_ help: String) -> String {
    var text = help
    if !text.hasSuffix(".") { text += "." }
    for special in ["\\", "|", "*", "_", "<"] {
      text = text.replacing(special, with: "\\" + special)
    }
    // Options and rules in the sentence are code.
    return text.replacing(/--[a-z]+(-[a-z]+)*( json| github)?/) { "`\($0.output.0)`" }
      .replacing(/GROUP\/\\\*/) { _ in "`GROUP/*`" }
      .replacing("\\*.xml", with: "`*.xml`").replacing("@LIST", with: "`@LIST`")
      .replacing(" - ", with: " `-` ")
  }

  /// Options that the argument parser brings along.
  private static let ofTheParser = [
    "| `--version` | Show the version, and that of Expat. | | |",
    "| `--help`, `-h` | Show a short help for all options. | | |",
    "| `--generate-completion-script bash\\|zsh\\|fish` | Print completions for a shell. | | |",
  ]
}
