import Foundation
import TestSupport
import Testing

extension ProgramTests {
  /// Outputs that nobody reads, or that cannot be written.
  @Suite struct OutputFailureTests {
    private static let fullDisk = "/dev/full"
    private static let valid = "Corpus/aps/get-download-status/valid"
    private static var hasFullDisk: Bool { FileManager.default.fileExists(atPath: fullDisk) }

    /// Much more than a pipe holds, as results and as findings.
    private static func manyFindings() -> String {
      Packets.response((1...20_000).map { Packets.failedWithoutText($0) })
    }

    @Test(
      "a broken pipe ends it quietly, by the signal or without it",
      arguments: [["--results", "--quiet"], ["--format", "json"], ["--max-findings", "0"]],
      [[], [SIGPIPE]])
    func brokenPipe(_ options: [String], _ signals: [CInt]) async throws {
      let directory = try TemporaryDirectory()
      try directory.write("many.xml", Self.manyFindings())
      let pipe = Pipe()
      let program = try RunningProgram(
        options + ["many.xml"], in: directory.url, output: .pipe(pipe), signals: signals)
      #expect(try pipe.fileHandleForReading.read(upToCount: 100)?.isEmpty == false)
      try pipe.fileHandleForReading.close()
      let start = Date.now
      let call = try await program.end()
      #expect(Date.now.timeIntervalSince(start) < 5)
      #expect(call.messages.isEmpty)
      // Without the signal, the status with which a shell shows it.
      #expect(call.hasExited == signals.isEmpty)
      #expect(call.status == (call.hasExited ? 141 : SIGPIPE))
    }

    @Test("a broken pipe ends it although its input continues")
    func brokenPipeWhileStreaming() async throws {
      let pipe = Pipe()
      let program = try RunningProgram(
        ["--results", "--quiet"], input: .pipe, output: .pipe(pipe))
      try program.write(Packets.responseStart + Packets.finished(1))
      #expect(try pipe.fileHandleForReading.read(upToCount: 10)?.isEmpty == false)
      try pipe.fileHandleForReading.close()
      try program.write(Packets.finished(2))
      let call = try await program.end()
      #expect(call.messages.isEmpty)
      #expect(call.status == (call.hasExited ? 141 : SIGPIPE))
      try program.closeInput()
    }

    @Test(
      "a full disk: 2 and a message", .enabled(if: hasFullDisk, "there is no /dev/full"),
      arguments: [
        [valid], ["--format", "json", valid], ["--format", "json", "Corpus"],
        ["--results", "--quiet", valid], ["--list-rules"],
        ["--explain", "xml/limit"],
      ])
    func fullDisk(_ arguments: [String]) async throws {
      let call = try await RunningProgram(arguments, output: .file(Self.fullDisk)).end()
      #expect(call.hasExited)
      #expect(call.status == 2)
      let expected = "validate: standard output cannot be written: No space left on device\n"
      #expect(call.messages == expected)
    }

    @Test(
      "a full disk below the findings of --results: 2",
      .enabled(if: hasFullDisk, "there is no /dev/full"))
    func fullDiskForFindings() async throws {
      let call = try await RunningProgram(
        ["--results", "Corpus/aps"], messages: .file(Self.fullDisk)
      ).end()
      #expect(call.hasExited)
      #expect(call.status == 2)
    }
  }
}
