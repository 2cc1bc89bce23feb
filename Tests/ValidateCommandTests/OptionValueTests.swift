import PleskPackets
import Testing

@testable import ValidateCommand

/// What the options take, what they refuse, and what they say then.
@Suite struct OptionValueTests {
  @Test("every limit is taken by its name", arguments: Limits.Name.allCases)
  func limits(_ name: Limits.Name) throws {
    let setting = try #require(LimitSetting(argument: "\(name.rawValue)=17"))
    #expect(setting.name == name)
    #expect(setting.value == 17)
    #expect(LimitSetting.allValueStrings.contains("\(name.rawValue)=N"))
  }

  @Test(
    "a limit that is none is refused",
    arguments: [
      "", "=", "depth", "depth=", "=3", "depth=0", "depth=-1", "depth=1.5", "depth=1e3", "depth= 3",
      "depth=3 ", "depth=0x10", "depth=3=3", "depth=99999999999999999999", "Depth=3", "width=3",
      "attributeBytes=3", "depth:3",
    ])
  func badLimits(_ argument: String) {
    #expect(LimitSetting(argument: argument) == nil)
  }

  @Test("limits gather, in their order")
  func severalLimits() throws {
    let options = try ValidateCommand.parse(["--limit", "depth=7", "--limit=text=9"])
    #expect(options.limit.map(\.name) == [.depth, .text])
    #expect(options.limit.map(\.value) == [7, 9])
  }

  @Test(
    "a name that is close is found",
    arguments: [
      ("result/errcode-require", "result/errcode-required"),
      ("result-errcode-required", "result/errcode-required"),
      ("Xml/Limit", "xml/limit"), ("xml/limits", "xml/limit"), ("schema/rot", "schema/root"),
    ])
  func close(_ typed: String, _ meant: String) {
    #expect(closest(to: typed, in: Rule.all.map(\.id)) == meant)
  }

  @Test("a name that is like none is not guessed at", arguments: ["", "x", "nonsense", "äöü"])
  func far(_ typed: String) {
    #expect(closest(to: typed, in: Rule.all.map(\.id)) == nil)
    #expect(closest(to: typed, in: []) == nil)
  }

  @Test("what is not said has its default")
  func defaults() throws {
    let options = try ValidateCommand.parse([])
    #expect(options.paths.isEmpty)
    #expect(options.format == .text)
    #expect(options.kind == .auto)
    #expect(options.engine == .auto)
    #expect(options.color == .auto)
    #expect(options.maxFindings == 100)
    #expect(options.limit.isEmpty)
    #expect(!options.results && !options.strict && !options.duplicateIds)
    #expect(!options.quiet && !options.verbose && !options.stats && !options.listRules)
    #expect(options.request == nil && options.explain == nil)
  }

  @Test("the kind is handed on, auto as none")
  func kinds() {
    #expect(Kind.auto.packetKind == nil)
    #expect(Kind.request.packetKind == .request)
    #expect(Kind.response.packetKind == .response)
  }

  @Test(
    "wrong usage has status 64 and says what is wrong",
    arguments: [
      (["--quiet", "--verbose"], "exclude each other"),
      (["--max-findings=-1"], "a number from 0"),
      (["--explain", "xml/limits"], "Did you mean 'xml/limit'?"),
      (["--explain", "nonsense"], "No rule is named 'nonsense'."),
      (["-", "-"], "only once"),
      (["--format", "yaml"], "yaml"),
      (["--limit", "width=3"], "depth=N"),
    ])
  func wrongUsage(_ arguments: [String], _ message: String) {
    let error = #expect(throws: (any Error).self) { try ValidateCommand.parse(arguments) }
    guard let error else { return }
    #expect(ValidateCommand.exitCode(for: error).rawValue == 64)
    #expect(ValidateCommand.fullMessage(for: error).contains(message))
  }
}
