import Foundation
import Testing

@testable import ValidateCommand

/// The table of options, and the document that is made from it.
@Suite struct OptionsDocumentTests {
  @Test("Documentation/Options.md is what the table gives; UPDATE_DOCUMENTS=1 writes it")
  func fresh() throws {
    let text = try String(contentsOf: OptionsDocument.url, encoding: .utf8)
    let expected = try #require(OptionsDocument.updated(text), "the place for the tables is lost")
    if OptionsDocument.isUpdating {
      try expected.write(to: OptionsDocument.url, atomically: true, encoding: .utf8)
    } else {
      #expect(text == expected, "out of date; run the tests with UPDATE_DOCUMENTS=1")
    }
  }

  @Test("every option of the command is a row, and every row an option")
  func complete() {
    let help = ValidateCommand.helpMessage(columns: 200)
    let options = help.matches(of: /(?m)^  (?:-\w, )?--([a-z-]+)/).map { String($0.output.1) }
    let rows = Settings.all.map(\.name)
    #expect(Set(rows).count == rows.count)
    #expect(Set(options + ["path"]) == Set(rows + ["version", "help"]), "\(options)")
  }

  @Test("every row has a help text and a full stop", arguments: Settings.all.map(\.name))
  func help(_ name: String) throws {
    let row = try #require(Settings.all.first { $0.name == name })
    #expect(row.help.hasSuffix("."))
    #expect(!row.details.contains("\n"))
    #expect(row.details.isEmpty || row.details.hasSuffix("."))
  }

  @Test(
    "what the configuration can set has a default in the document",
    arguments: Settings.all.filter { $0.key != nil }.map(\.name))
  func standard(_ name: String) throws {
    let row = try #require(Settings.all.first { $0.name == name })
    #expect(!row.standard.isEmpty)
  }

  @Test("its configurations can be read")
  func examples() throws {
    let text = try String(contentsOf: OptionsDocument.url, encoding: .utf8)
    let examples = text.matches(of: /(?s)```toml\n(.*?)```/).map { String($0.output.1) }
    #expect(examples.count >= 2)
    for example in examples {
      var options = RunOptions()
      for entry in try TOMLReader.entries(of: Array(example.utf8)) {
        try ConfigurationKeys.apply(entry, to: &options)
      }
    }
  }
}
