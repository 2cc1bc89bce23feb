import Platform
import ArgumentParser
import PleskPackets
import Reports

extension ValidateCommand {
  public func run() throws {
    if let text = try reference {
      let output = OutputFile.named(output ?? "-")
      output.write { $0 += text }
      output.close(isComplete: true)
      endProcess(output.hasFailed ? ExitStatus.inputOutput : ExitStatus.valid)
    }
    let source: Configuration.Source = noConfig ? .none : config.map { .file($0) } ?? .nearest
    let options = runOptions(over: Self.configured(source))
    try Self.refuseResultsAmongCommands(options, output)
    let output = OutputFile.named(output ?? "-")
    Interruption.watch()
    endProcess(Validation(options: options, output: output).run())
  }

  /// Runs the command with the arguments of the process, and ends the process.
  ///
  /// Arguments that are all paths need no parser: setting it up takes longer than validating a
  /// small packet.
  public static func start() -> Never {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasPrefix("@") }) else {
      main()
      exit(withError: nil)
    }
    do {
      endProcess(try validate(Array(arguments)))
    } catch {
      exit(withError: error)
    }
  }

  /// Validates files as the configuration says.
  private static func validate(_ paths: [String]) throws(ValidationError) -> Int32 {
    var options = configured(.nearest)
    options.paths = paths
    try refuseResultsAmongCommands(options, nil)
    Interruption.watch()
    return Validation(options: options, output: .standardOutput).run()
  }

  /// Refuses results in a log where lines can be commands, whether the command line or the
  /// configuration asks for them.
  private static func refuseResultsAmongCommands(
    _ options: RunOptions, _ output: String?
  ) throws(ValidationError) {
    if options.format == .github, options.results, output == nil {
      throw ValidationError(
        "With --format github, results need --output FILE: in the log, their text could be taken for a command."
      )
    }
  }

  /// The options of the configuration; ends the process if they cannot be used.
  private static func configured(_ source: Configuration.Source) -> RunOptions {
    do throws(ConfigurationError) {
      return try Configuration.options(source)
    } catch {
      let messages = OutputFile.standardError(with: .standardOutput)
      messages.write(error.description)
      messages.flush()
      endProcess(error.status)
    }
  }

  var explainedRules: [Rule] {
    get throws {
      try explain.flatMap { name throws(ValidationError) in
        if name == "all" { return Rule.all }
        do {
          return try RuleSelection.rules(name)
        } catch {
          throw ValidationError("\(error)")
        }
      }
    }
  }

  /// What is printed without reading anything; nil: packets are to be validated.
  var reference: [UInt8]? {
    get throws {
      if let printSchema {
        return Array(ContentModel.schema(for: printSchema.packetKind).utf8)
      }
      let rules = try explainedRules
      if rules.isEmpty, !listRules { return nil }
      if format == .json { return RuleHelp.json(listRules ? Rule.all : rules) }
      if listRules { return Array(RuleHelp.list().utf8) }
      return Array(rules.map(RuleHelp.explanation).joined(separator: "\n").utf8)
    }
  }
}
