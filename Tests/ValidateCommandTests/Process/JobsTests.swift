import Foundation
import TestSupport
import Testing

extension ProgramTests {
  /// Several threads read; what is printed does not depend on how many.
  @Suite struct JobsTests {
    /// A folder with packets of all kinds, one with more findings than may wait.
    private static func fill(_ directory: TemporaryDirectory) throws {
      let many = Packets.response((1...3000).map { _ in Packets.failedWithoutCode() })
      for number in 0..<60 {
        let packet =
          switch number % 5 {
          case 0: Packets.response(Packets.finished(number + 1))
          case 1: Packets.response(Packets.failedWithoutCode())
          case 2: "<packet><aps>"
          case 3: ""
          default: number == 14 ? many : Packets.response(Packets.failedWithoutText())
          }
        try directory.write("\(number % 3)/\(number).xml", packet)
      }
    }

    @Test(
      "every output is the same, byte for byte",
      arguments: [
        ["--format", "json"], ["--max-findings", "0", "--verbose"], ["--results"],
        ["--engine", "both"], ["--quiet"], ["--format", "html", "--excerpts"],
      ])
    func sameOutput(_ options: [String]) async throws {
      let directory = try TemporaryDirectory()
      try Self.fill(directory)
      let paths = [directory.path, directory.path("missing.xml"), directory.path("1")]
      let alone = try await Call.validate(["--jobs", "1"] + options + paths)
      #expect(alone.status == 2)
      for jobs in ["2", "3", "16"] {
        let call = try await Call.validate(["--jobs", jobs] + options + paths)
        #expect(call.status == alone.status)
        #expect(call.output == alone.output)
        #expect(call.messages == alone.messages)
      }
    }

    @Test(
      "every output on one large file is the same, byte for byte",
      arguments: [
        ["--format", "json"], ["--results", "--state", "error"],
        ["--results-format", "csv", "--results-fields", "id,index", "--state", "error", "--quiet"],
      ])
    func sameOutputOnLargeFile(_ options: [String]) async throws {
      let directory = try TemporaryDirectory()
      let usual = (1...700).map { Packets.finished($0) + "\n" }.joined()
      let hidden = "<!-- \(usual) -->"
      let part = usual + hidden + Packets.failedWithoutText() + usual + Packets.failedWithoutCode()
      let path = try directory.write(
        "large.xml", Packets.response([String](repeating: part, count: 120)))
      #expect(
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0 > 33_554_432)
      let alone = try await Call.validate(["--jobs", "1"] + options + [path])
      #expect(alone.status == 1)
      for jobs in [["--jobs", "2"], ["--jobs", "5"], []] {
        let call = try await Call.validate(jobs + options + [path])
        #expect(call.status == alone.status)
        #expect(call.output == alone.output)
        #expect(call.messages == alone.messages)
      }
    }

    @Test("standard input keeps its place among files")
    func standardInput() async throws {
      let directory = try TemporaryDirectory()
      try Self.fill(directory)
      let paths = [directory.path("0"), "-", directory.path("1")]
      let input = RunningProgram.Input.text(Packets.response(Packets.failedWithoutCode()))
      let alone = try await Call.validate(
        ["--jobs", "1", "--format", "json"] + paths, input: input)
      let call = try await Call.validate(["--jobs", "4", "--format", "json"] + paths, input: input)
      #expect(call.output == alone.output)
      #expect(alone.output.contains(#""file":"-""#))
    }

    @Test("what is done is reported while standard input waits, and an interrupt ends it: 130")
    func interrupt() async throws {
      let directory = try TemporaryDirectory()
      let path = try directory.write("a.xml", Packets.response(Packets.finished(1)))
      let program = try RunningProgram(
        ["--jobs", "4", "--format", "json", path, "-", path], input: .pipe)
      _ = try await program.lines(1)
      program.interrupt()
      let call = try await program.end()
      #expect(call.status == 130)
      #expect(call.lines.count == 2)
    }

    @Test("a file is reported before the list is complete", arguments: ["1", "4"])
    func slowList(_ jobs: String) async throws {
      let directory = try TemporaryDirectory()
      let path = try directory.write("a.xml", Packets.response(Packets.finished(1)))
      let program = try RunningProgram(
        ["--jobs", jobs, "--format", "json", "--files-from", "-"], input: .pipe)
      for count in 1...3 {
        try program.write(path + "\n")
        _ = try await program.lines(count)
      }
      try program.closeInput()
      let call = try await program.end()
      #expect(call.status == 0)
      #expect(call.lines.count == 3)
    }

    @Test("a broken pipe ends it quietly", arguments: ["1", "4"])
    func brokenPipe(_ jobs: String) async throws {
      let directory = try TemporaryDirectory()
      for number in 0..<50 {
        let packet = Packets.response((1...1000).map { Packets.finished($0) })
        try directory.write("\(number).xml", packet)
      }
      let pipe = Pipe()
      try pipe.fileHandleForReading.close()
      let program = try RunningProgram(
        ["--jobs", jobs, "--results", directory.path], output: .pipe(pipe))
      let call = try await program.end()
      #expect(call.messages.isEmpty)
      #expect(!call.hasExited && call.status == SIGPIPE)
    }

    @Test(
      "a number of threads that makes no sense is refused", arguments: ["0", "-1", "1025", "x"])
    func refused(_ jobs: String) async throws {
      #expect(try await Call.validate(["--jobs=\(jobs)", "."]).status == 64)
    }
  }
}
