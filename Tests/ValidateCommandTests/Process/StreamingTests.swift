import Foundation
import TestSupport
import Testing

extension ProgramTests {
  /// What comes out while the input is still open.
  @Suite struct StreamingTests {
    @Test("a result is printed the moment it is complete", arguments: [1, 7, .max])
    func slowPipe(_ size: Int) async throws {
      let program = try RunningProgram(["--results"], input: .pipe)
      var rest = (Packets.responseStart + Packets.finished(18))[...]
      while !rest.isEmpty {
        try program.write(String(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
      let first = try await program.lines(1)
      #expect(first.count == 1)
      #expect(first[0].hasPrefix(#"{"file":"-","index":1,"status":"ok","filterId":"18","#))
      try program.write(Packets.finished(19))
      #expect(try await program.lines(2).count == 2)
      try program.write(Packets.responseEnd)
      try program.closeInput()
      let call = try await program.end()
      #expect(call.status == 0)
      #expect(call.lines.count == 2)
    }

    @Test("a finding is printed as soon as it is certain", arguments: ["text", "json"])
    func slowFinding(_ format: String) async throws {
      let program = try RunningProgram(["--format", format], input: .pipe)
      try program.write(Packets.responseStart + Packets.failedWithoutCode())
      let line = try #require(try await program.lines(1).first)
      #expect(line.contains("result/errcode-required"))
      // The line is shown although a pipe cannot be read again.
      if format == "text" {
        let lines = try await program.lines(4)
        #expect(lines[1].hasPrefix("  4 | <result><status>error</status>"))
      }
      try program.closeInput()
      #expect(try await program.end().status == 1)
    }

    @Test("a fatal finding ends the packet without waiting for more")
    func fatal() async throws {
      let program = try RunningProgram(["--format", "json"], input: .pipe)
      try program.write("<packet></aps>")
      let call = try await program.end()
      #expect(call.status == 1)
      #expect(try JSONValue.objects(of: call.output).map { $0["type"] } == ["finding", "packet"])
      try program.closeInput()
    }

    @Test("an interrupt prints the summary so far: 130")
    func interrupt() async throws {
      let program = try RunningProgram(["--verbose", "-", "missing.xml"], input: .pipe)
      let start = Packets.responseStart + Packets.failedWithoutCode()
      try program.write(start)
      _ = try await program.lines(4)
      program.interrupt()
      let call = try await program.end()
      #expect(call.hasExited)
      #expect(call.status == 130)
      #expect(call.output.contains("\n<stdin>: interrupted after \(start.utf8.count) bytes\n"))
      #expect(call.output.hasSuffix("; 1 result; 1 error, 0 warnings, 0 infos\n"))
      #expect(call.messages.isEmpty, "files after the interrupt are not read")
    }

    @Test("an interrupt keeps the results that were complete")
    func interruptedResults() async throws {
      let program = try RunningProgram(["--results", "--stats"], input: .pipe)
      try program.write(Packets.responseStart + Packets.finished(18) + "<result><status>")
      _ = try await program.lines(1)
      program.interrupt()
      let call = try await program.end()
      #expect(call.hasExited)
      #expect(call.status == 130)
      #expect(call.lines.count == 1)
      #expect(call.messages.contains("\nresults   1\n"))
    }
  }
}
