import Foundation
import TestSupport
import Testing

/// The program while it runs.
///
/// What it writes gathers in files, so it never waits for its reader.
final class RunningProgram {
  /// Where standard input comes from.
  enum Input {
    case nothing
    case text(String)
    /// What the test writes while the program runs.
    case pipe
  }

  /// Where an output goes.
  enum Output {
    case gathered
    case file(String)
    case pipe(Pipe)
  }

  private let process = Process()
  private let files: TemporaryDirectory
  private let input = Pipe()

  /// Seconds after which a program that should have ended is killed.
  private static let patience = 30.0

  /// Starts the program.
  ///
  /// - Parameters:
  ///   - program: Another one, for example a shell.
  ///   - signals: Which of SIGINT, SIGPIPE and SIGTERM can reach it.
  init(
    _ arguments: [String], of program: String? = nil, input: Input = .nothing,
    in directory: URL = Repository.root, output: Output = .gathered, messages: Output = .gathered,
    signals: [CInt] = [SIGINT, SIGPIPE, SIGTERM]
  ) throws {
    files = try TemporaryDirectory()
    process.executableURL = program.map { URL(fileURLWithPath: $0) } ?? Repository.program
    process.arguments = arguments
    process.currentDirectoryURL = directory
    switch input {
    case .nothing: process.standardInput = FileHandle.nullDevice
    case .text(let text):
      let path = try files.write("input", text)
      process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    case .pipe: process.standardInput = self.input
    }
    process.standardOutput = try Self.handle(output, files.write("output", ""))
    process.standardError = try Self.handle(messages, files.write("messages", ""))
    try passing(signals) { try process.run() }
  }

  private static func handle(_ output: Output, _ gathered: String) throws -> Any {
    switch output {
    case .gathered: try FileHandle(forWritingTo: URL(fileURLWithPath: gathered))
    case .file(let path): try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    case .pipe(let pipe): pipe
    }
  }

  /// What it has written to standard output so far.
  var output: String { get throws { try files.text("output") } }
  /// What it has written to standard error so far.
  var messages: String { get throws { try files.text("messages") } }

  /// Writes to its standard input, which must be a pipe.
  func write(_ text: String) throws {
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
  }

  func write(contentsOf bytes: [UInt8]) throws {
    try input.fileHandleForWriting.write(contentsOf: Data(bytes))
  }

  func closeInput() throws {
    try input.fileHandleForWriting.close()
  }

  func interrupt() { process.interrupt() }

  func send(_ signal: CInt) { kill(process.processIdentifier, signal) }

  /// Waits until so many lines are on standard output.
  func lines(_ count: Int) async throws -> [Substring] { try await lines(count) { try output } }

  /// Waits until so many lines are on standard error.
  func messages(_ count: Int) async throws { _ = try await lines(count) { try messages } }

  private func lines(_ count: Int, of text: () throws -> String) async throws -> [Substring] {
    let start = Date.now
    while true {
      let lines = try text().split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      if lines.count >= count { return Array(lines) }
      let messages = try messages
      try #require(process.isRunning, "it ended after \(lines.count) lines: \(messages)")
      try #require(Date.now.timeIntervalSince(start) < Self.patience, "\(lines.count) lines came")
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  /// Waits for its end.
  func end() async throws -> Call {
    let start = Date.now
    while process.isRunning {
      if Date.now.timeIntervalSince(start) > Self.patience {
        kill(process.processIdentifier, SIGKILL)
        Issue.record("it did not end")
      }
      try await Task.sleep(for: .milliseconds(5))
    }
    return Call(
      output: try output, messages: try messages, status: process.terminationStatus,
      hasExited: process.terminationReason == .exit)
  }
}

/// One call of the program that has ended.
struct Call {
  let output: String
  let messages: String
  /// The exit status, or the number of the signal.
  let status: Int32
  /// Whether it was not a signal that ended it.
  let hasExited: Bool

  var lines: [Substring] { output.split(separator: "\n") }

  /// Runs the program to its end.
  static func validate(
    _ arguments: [String], input: RunningProgram.Input = .nothing,
    in directory: URL = Repository.root
  ) async throws -> Call {
    let call = try await RunningProgram(arguments, input: input, in: directory).end()
    #expect(call.hasExited, "signal \(call.status)")
    return call
  }
}
