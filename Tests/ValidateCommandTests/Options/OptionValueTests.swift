import PleskPackets
import Testing

@testable import ValidateCommand

/// What the options take, what they refuse, and what they say then.
@Suite struct OptionValueTests {
  @Test("every limit is taken by its name", arguments: Limits.Name.allCases)
  func limits(_ name: Limits.Name) throws {
    let setting = try LimitSetting(argument: "\(name.rawValue)=17")
    #expect(setting.name == name)
    #expect(setting.value == 17)
    #expect(LimitSetting.names.contains(name.rawValue))
  }

  @Test(
    "a limit that is none is refused",
    arguments: [
      "", "=", "depth", "depth=", "=3", "depth=0", "depth=-1", "depth=1.5", "depth=1e3", "depth= 3",
      "depth=3 ", "depth=0x10", "depth=3=3", "depth=99999999999999999999", "Depth=3", "width=3",
      "attributeBytes=3", "depth:3",
    ])
  func badLimits(_ argument: String) {
    #expect(throws: UnknownName.self) { try LimitSetting(argument: argument) }
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
    let command = try ValidateCommand.parse([])
    let options = command.runOptions()
    #expect(options.paths.isEmpty)
    #expect(options.format == .text)
    #expect(options.kind == .auto)
    #expect(options.engine == .auto)
    #expect(options.color == .auto)
    #expect(options.progress == .auto)
    #expect(options.maxFindings == 100)
    #expect(options.limits.isEmpty && options.levels.isEmpty)
    #expect(!options.results && !options.strict && !options.duplicateIDs && !options.hidden)
    #expect(!options.quiet && !options.verbose && !options.stats)
    #expect(options.request == nil && options.excerpts == nil && options.jobs == nil)
    #expect(!command.listRules && command.explain.isEmpty && command.printSchema == nil)
  }

  @Test("the command line wins over the configuration")
  func overrides() throws {
    var configured = RunOptions()
    configured.format = .json
    configured.strict = true
    configured.verbose = true
    configured.exclude = ["a"]
    configured.include = ["b"]
    configured.maxFindings = 7
    configured.levels = [try LevelSetting("progress/negative", .error)]
    let arguments = [
      "--format", "text", "--no-strict", "--quiet", "--exclude", "c", "--ignore", "progress/*",
    ]
    let options = try ValidateCommand.parse(arguments).runOptions(over: configured)
    #expect(options.format == .text && !options.strict && options.quiet && !options.verbose)
    #expect(options.exclude == ["c"] && options.include == ["b"] && options.maxFindings == 7)
    #expect(options.packetOptions.levels[try #require(.named("progress/negative"))] == nil)
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
      (["--quiet", "--verbose"], "cannot be combined"),
      (["--max-findings=-1"], "a number from 0"),
      (["--explain", "xml/limits"], "did you mean 'xml/limit'?"),
      (["--explain", "nonsense"], "no rule is named 'nonsense', --list-rules shows them"),
      (["-", "-"], "only once"),
      (["--format", "jsn"], "text"),
      (["--format", "jsn"], "did you mean 'json'?"),
      (["--kind", "repsonse"], "expected auto, request or response; did you mean 'response'?"),
      (["--engine", "expta"], "did you mean 'expat'?"),
      (["--color", "alwys"], "did you mean 'always'?"),
      (["--progress", "nver"], "did you mean 'never'?"),
      (["--print-schema", "reqest"], "did you mean 'request'?"),
      (["--limit", "width=3"], "depth=N"),
      (["--limit", "dept=3"], "did you mean 'depth'?"),
      (["--limit", "depth"], "expected a number from 1, as in depth=4096"),
      (["--ignore", "progres/*"], "did you mean 'progress/*'?"),
      (["--ignore", "xml/limit"], "xml/limit ends the packet, so it stays an error"),
      (["--severity", "schema/root=info"], "schema/root ends the packet"),
      (["--severity", "xml/*=warning"], "xml/* ends the packet"),
      (["--severity", "task/error-blank"], "expected RULE=LEVEL"),
      (["--severity", "task/error-blank=eror"], "did you mean 'error'?"),
      (["--ignore", "xml/empty", "--severity", "xml/empty=error"], "ends the packet"),
      (
        ["--ignore", "packet/output", "--severity", "packet/output=info"], "more than one severity"
      ),
      (["--config", "a", "--no-config"], "cannot be combined"),
      (["--exmplain", "all"], "Did you mean '--explain'?"),
    ])
  func wrongUsage(_ arguments: [String], _ message: String) {
    let error = #expect(throws: (any Error).self) { try ValidateCommand.parse(arguments) }
    guard let error else { return }
    #expect(ValidateCommand.exitCode(for: error).rawValue == 64)
    #expect(ValidateCommand.fullMessage(for: error).contains(message))
  }
}
