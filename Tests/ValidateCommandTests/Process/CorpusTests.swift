import Foundation
import TestSupport
import Testing

extension ProgramTests {
  /// Every packet of the corpus through the program: one call for all that share their options.
  @Suite struct CorpusTests {
    /// The corpus by the options that its packets need.
    private func calls() throws -> [[String]: [CorpusPacket]] {
      Dictionary(grouping: try CorpusPacket.all(in: Corpus.Folder.allCases), by: \.options)
    }

    @Test("--format json reports findings and packets as expected")
    func findings() async throws {
      for (options, packets) in try calls() {
        let call = try await Call.validate(["--format", "json"] + options + packets.map(\.path))
        var reported = try JSONValue.objects(of: call.output)[...]
        for packet in packets {
          let own = reported.prefix { $0["file"]?.text == packet.path }
          reported = reported.dropFirst(own.count)
          #expect(own.last?["type"] == "packet", "\(packet.path)")
          let lines = own.dropLast().sorted(by: isBefore) + own.suffix(1)
          #expect(lines.map { comparable($0, packet) } == packet.lines, "\(packet.path)")
        }
        #expect(reported.isEmpty)
        let isValid = packets.allSatisfy { $0.lines.last?["verdict"] == "valid" }
        #expect(call.status == (isValid ? 0 : 1), "\(options)")
      }
    }

    @Test("--results prints the results as expected, to the letter")
    func results() async throws {
      for (options, packets) in try calls() {
        let arguments = ["--results", "--quiet"] + options + packets.map(\.path)
        let call = try await Call.validate(arguments)
        var reported = call.lines[...]
        for packet in packets {
          let start = #"{"file":"\#(packet.path)","#
          let own = reported.prefix { $0.hasPrefix(start) }
          reported = reported.dropFirst(own.count)
          // DEL need not be escaped, and the expectations do not.
          let lines = own.map { line in
            "{" + line.dropFirst(start.count).replacingOccurrences(of: "\\u007f", with: "\u{7F}")
          }
          #expect(lines == packet.results, "\(packet.path)")
        }
        #expect(reported.isEmpty)
      }
    }

    @Test("the folders of valid packets are valid: 0")
    func valid() async throws {
      let folders = try Corpus.directories(of: [.valid])
      let call = try await Call.validate(["--quiet"] + folders)
      #expect(call.status == 0)
      #expect(call.messages.isEmpty)
    }

    @Test(
      "folders are read like their files",
      arguments: try Corpus.directories(of: [.valid, .invalid, .malformed, .requests]))
    func folder(_ path: String) async throws {
      let files = try FileManager.default
        .contentsOfDirectory(atPath: Repository.root.appendingPathComponent(path).path)
        .filter { $0.hasSuffix(".xml") }.sorted().map { "\(path)/\($0)" }
      let whole = try await Call.validate(["--format", "json", path])
      let single = try await Call.validate(["--format", "json"] + files)
      #expect(whole.output == single.output)
      #expect(whole.status == single.status)
    }

    private func isBefore(_ left: [String: JSONValue], _ right: [String: JSONValue]) -> Bool {
      let (first, second) = (left["byteOffset"]?.number ?? 0, right["byteOffset"]?.number ?? 0)
      if first != second { return first < second }
      return (left["rule"]?.text ?? "") < (right["rule"]?.text ?? "")
    }

    /// The line without what the expectation leaves out: after a fatal finding also the packet's
    /// bytes.
    private func comparable(
      _ line: [String: JSONValue], _ packet: CorpusPacket
    ) -> [String: JSONValue] {
      var line = line
      line["file"] = nil
      line["message"] = nil
      if packet.lines.last?["bytes"] == nil { line["bytes"] = nil }
      return line
    }
  }
}
