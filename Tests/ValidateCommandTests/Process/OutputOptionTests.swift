import Foundation
import TestSupport
import Testing

extension ProgramTests {
  /// `--output`: a file that is replaced as a whole or not at all.
  @Suite struct OutputOptionTests {
    private let directory: TemporaryDirectory

    init() throws {
      directory = try TemporaryDirectory()
      try directory.write("invalid.xml", Packets.invalid)
      try directory.write("many.xml", Packets.response((1...20_000).map { Packets.finished($0) }))
    }

    private func validate(_ arguments: String...) async throws -> Call {
      try await Call.validate(arguments, in: directory.url)
    }

    /// The files of the directory, hidden ones too, without the packets.
    private var files: [String] {
      get throws {
        try FileManager.default.contentsOfDirectory(atPath: directory.path)
          .filter { !$0.hasSuffix(".xml") }.sorted()
      }
    }

    @Test(
      "what would go to standard output goes to the file",
      arguments: [
        ["invalid.xml"], ["--format", "json", "invalid.xml", "no.xml"],
        ["--results", "invalid.xml"], ["--format", "junit", "invalid.xml"], ["--list-rules"],
        ["--explain", "xml/limit"],
      ])
    func same(_ arguments: [String]) async throws {
      let direct = try await Call.validate(arguments, in: directory.url)
      for option in [["--output", "out"], ["-o", "out"], ["--output=./out"]] {
        let call = try await Call.validate(option + arguments, in: directory.url)
        #expect(call.status == direct.status)
        #expect(call.output.isEmpty)
        #expect(call.messages == direct.messages)
        #expect(try directory.text("out") == direct.output)
        #expect(try files == ["out"])
      }
      let dash = try await Call.validate(["-o", "-"] + arguments, in: directory.url)
      #expect(dash.output == direct.output)
    }

    @Test("permissions of the old file stay, and a link still leads to it")
    func permissions() async throws {
      try directory.write("old", "old")
      try directory.link("link", to: "old")
      let manager = FileManager.default
      try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: directory.path("old"))
      #expect(try await validate("-o", "link", "invalid.xml").status == 1)
      #expect(try manager.destinationOfSymbolicLink(atPath: directory.path("link")) == "old")
      let attributes = try manager.attributesOfItem(atPath: directory.path("old"))
      #expect(attributes[.posixPermissions] as? Int == 0o640)
      #expect(try directory.text("old").contains("result/errcode-required"))
      #expect(try files == ["link", "old"])
    }

    @Test(
      "until all is written, and after an interrupt or SIGTERM, the old file is there",
      arguments: [SIGINT, SIGTERM])
    func interrupted(_ signal: CInt) async throws {
      try directory.write("out", "old")
      let program = try RunningProgram(
        ["--results", "-o", "out", "many.xml", "-"], input: .pipe, in: directory.url)
      try program.write(Packets.responseStart + Packets.failedWithoutCode())
      // The finding comes after the results of the first file.
      try await program.messages(1)
      #expect(try directory.text("out") == "old")
      #expect(try files.count == 2)
      program.send(signal)
      let call = try await program.end()
      #expect(call.hasExited)
      #expect(call.status == 130)
      #expect(call.messages.hasSuffix("validate: out was left unchanged\n"))
      #expect(try directory.text("out") == "old")
      #expect(try files == ["out"])
    }

    @Test("what cannot be written leaves the old file, and nothing else: 2")
    func failedWrite() async throws {
      try directory.write("out", "old")
      // Blocks of 512 or 1024 bytes, as the shell has it.
      let shell = try RunningProgram(
        [
          "-c", "ulimit -f 8; exec \"$0\" \"$@\"", Repository.program.path, "--results", "-q", "-o",
          "out", "many.xml",
        ],
        of: "/bin/sh", in: directory.url)
      let call = try await shell.end()
      #expect(call.hasExited)
      #expect(call.status == 2)
      #expect(
        call.messages
          == "validate: out cannot be written: File too large\nvalidate: out was left unchanged\n")
      #expect(try directory.text("out") == "old")
      #expect(try files == ["out"])
    }

    @Test(
      "where nothing can be written, nothing is read: 2",
      arguments: [
        ("no/out", "No such file or directory"), (".", "Is a directory"),
        ("dangling", "No such file or directory"),
      ])
    func refused(_ path: String, _ reason: String) async throws {
      try directory.link("dangling", to: "nowhere")
      let call = try await validate("-o", path, "invalid.xml")
      #expect(call.status == 2)
      #expect(call.messages == "validate: \(path) cannot be written: \(reason)\n")
      #expect(call.output.isEmpty)
      #expect(try files == ["dangling"])
    }

    @Test(
      "what is no regular file is written directly",
      .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func direct() async throws {
      let direct = try await validate("invalid.xml")
      for path in ["/dev/stdout", "/dev/fd/1"] {
        #expect(try await validate("-o", path, "invalid.xml").output == direct.output)
      }
      #expect(try await validate("-o", "/dev/stderr", "invalid.xml").messages == direct.output)
      #expect(try await validate("-o", "/dev/null", "invalid.xml").status == 1)
      let full = try await validate("-o", "/dev/full", "invalid.xml")
      #expect(full.status == 2)
      #expect(full.messages == "validate: /dev/full cannot be written: No space left on device\n")
    }

    @Test("nobody reads the findings: the results are still written, and the status says so")
    func brokenPipe() async throws {
      let pipe = Pipe()
      let program = try RunningProgram(
        ["--results", "--format", "json", "-o", "out", "-", "many.xml"], input: .pipe,
        in: directory.url,
        messages: .pipe(pipe))
      try pipe.fileHandleForReading.close()
      try program.write(Packets.invalid)
      try program.closeInput()
      let call = try await program.end()
      #expect(call.hasExited)
      #expect(call.status == 2)
      #expect(try directory.text("out").split(separator: "\n").count == 20_002)
    }
  }
}
