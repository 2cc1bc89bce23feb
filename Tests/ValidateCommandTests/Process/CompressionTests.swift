import Foundation
import TestSupport
import Testing

extension ProgramTests {
  /// Compressed inputs, good and bad.
  @Suite struct CompressionTests {
    private let directory: TemporaryDirectory

    init() throws {
      directory = try TemporaryDirectory()
    }

    private func validate(
      _ arguments: String..., input: RunningProgram.Input = .nothing
    ) async throws -> Call {
      try await Call.validate(arguments, input: input, in: directory.url)
    }

    @Test(
      "the same is said of a packet as of the compressed one", arguments: ["auto", "expat", "both"])
    func sameAsPlain(_ engine: String) async throws {
      let packet = Packets.response(
        (1...3000).map { Packets.finished($0) } + [Packets.failedWithoutCode()])
      try directory.write("a/packet.xml", packet)
      try directory.write("b/packet.xml.gz", Compressed.gzip(packet))
      try directory.write("b/packet.xml.zst", Compressed.zstd(packet))
      // By its content, whatever its name.
      try directory.write("b/packet.xml", Compressed.gzip(packet))
      let options = ["--format", "json", "--engine", engine]
      let plain = try await Call.validate(options + ["a/packet.xml"], in: directory.url)
      #expect(plain.status == 1)
      #expect(plain.lines.count == 2)
      for name in ["packet.xml.gz", "packet.xml.zst", "packet.xml"] {
        let call = try await Call.validate(options + ["b/\(name)"], in: directory.url)
        #expect(call.status == 1)
        #expect(call.messages.isEmpty)
        #expect(call.output.replacing("b/\(name)", with: "a/packet.xml") == plain.output)
      }
      let folder = try await Call.validate(options + ["b"], in: directory.url)
      #expect(folder.lines.count == 6)
    }

    @Test("from standard input, with the line of the finding")
    func standardInput() async throws {
      let path = try directory.write("packet.gz", Compressed.gzip(Packets.invalid))
      let program = try RunningProgram(["-"], input: .pipe)
      try program.write(contentsOf: Compressed.gzip(Packets.invalid))
      try program.closeInput()
      let piped = try await program.end()
      let named = try await validate(path)
      #expect(piped.status == 1)
      #expect(piped.output.contains("\n  5 | <result><status>error</status>"))
      #expect(named.output.replacing(path, with: "<stdin>") == piped.output)
    }

    @Test("several streams are one packet")
    func members() async throws {
      let packet = Array(Packets.valid.utf8)
      let middle = packet.count / 2
      try directory.write(
        "two.gz", Compressed.gzip(packet[..<middle]) + Compressed.gzip(packet[middle...]))
      let call = try await validate("two.gz")
      #expect(call.status == 0)
      #expect(call.messages.isEmpty)
    }

    @Test("a file that is cut anywhere: what is there is read, the cause is reported, and 2")
    func truncated() async throws {
      let stream = Compressed.gzip(Packets.invalid)
      for count in stride(from: 2, to: stream.count, by: 9) {
        try directory.write("cut.gz", stream.prefix(count))
        let call = try await validate("--format", "json", "cut.gz")
        #expect(call.status == 2, "cut at \(count)")
        let lines = try JSONValue.objects(of: call.output)
        #expect(lines.dropLast().last?["type"] == "packet")
        let message = try #require(lines.last?["message"]?.text)
        #expect(message.hasPrefix("the gzip data ends early, after \(count) bytes; "))
        if count < stream.count - 8 {
          let rule = lines.dropLast(2).last?["rule"]?.text
          #expect(rule == "xml/truncated" || rule == "xml/empty", "cut at \(count)")
        }
      }
    }

    @Test("damage is a failure; results before it have come")
    func damaged() async throws {
      var stream = Compressed.gzip(Packets.valid)
      stream[stream.count - 5] ^= 1
      try directory.write("damaged.gz", stream)
      let call = try await validate("--results", "damaged.gz", "missing.xml")
      #expect(call.status == 2)
      #expect(call.output.hasPrefix(#"{"file":"damaged.gz","index":1,"status":"ok""#))
      #expect(
        call.messages.hasPrefix(
          "validate: damaged.gz: cannot be read: the gzip data is damaged after "))
    }

    @Test("what follows the streams is reported")
    func surplus() async throws {
      try directory.write("packet.gz", Compressed.gzip(Packets.valid) + Array("garbage".utf8))
      let call = try await validate("packet.gz")
      #expect(call.status == 0)
      #expect(
        call.messages
          == "validate: packet.gz: 7 bytes after the gzip data do not belong to it and were skipped\n"
      )
    }

    @Test("few bytes that become too many: results before that are delivered")
    func bomb() async throws {
      let start = Packets.responseStart + Packets.finished()
      try directory.write("bomb.zst", Compressed.bomb(start, blocks: 1000))
      let ratio = try await validate("--results", "bomb.zst")
      #expect(ratio.status == 2)
      #expect(ratio.lines.count == 1)
      #expect(ratio.messages.contains("; the maximum is 1000 (--max-ratio)\n"))
      let size = try await validate("--results", "--max-size", "1000000", "bomb.zst")
      #expect(size.status == 2)
      #expect(size.lines.count == 1)
      #expect(size.messages.contains("; the maximum is 1000000 (--max-size)\n"))
      let free = try await validate("--max-ratio", "1000000", "bomb.zst")
      #expect(free.status == 1)
      #expect(free.output.contains("xml/truncated"))
    }

    @Test("as many bytes as --max-size says are read, and not one more")
    func exactSize() async throws {
      let packet = Packets.valid
      try directory.write("packet.gz", Compressed.gzip(packet))
      let count = packet.utf8.count
      #expect(try await validate("--max-size", "\(count)", "packet.gz").status == 0)
      #expect(try await validate("--max-size", "\(count - 1)", "packet.gz").status == 2)
      #expect(try await validate("--max-size", "0", "packet.gz").status == 64)
      #expect(try await validate("--max-ratio", "0", "packet.gz").status == 64)
    }
  }
}
