import Foundation
import PleskPackets
import TestSupport
import Testing

/// Results pulled from files and bytes.
@Suite struct DownloadStatusReaderTests {
  private static func packet(results: Int) -> String {
    response((1...results).map { finishedResult(id: $0, package: $0) }.joined())
  }

  /// Passes on the path of a file with this content, and removes the file.
  private func withFile(_ content: String, _ body: (String) throws -> Void) throws {
    let directory = try TemporaryDirectory()
    try body(directory.write("packet.xml", content))
  }

  @Test func readsBytes() throws {
    let packet = Self.packet(results: 1000)
    let reader = DownloadStatusReader(bytes: Array(packet.utf8))
    #expect(reader.map(\.id) == (1...1000).map { $0 })
    #expect(reader.failure == nil)
    let summary = try reader.finish()
    #expect(summary.results == 1000)
    #expect(summary.bytes == packet.utf8.count)
    #expect(summary.verdict == .valid)
  }

  @Test func readsAFile() throws {
    let packet = Self.packet(results: 1000)
    try withFile(packet) { path in
      let reader = try DownloadStatusReader(path: path)
      #expect(reader.map(\.index) == Array(1...1000))
      #expect(try reader.finish().bytes == packet.utf8.count)
    }
  }

  @Test func resultsComeBeforeTheFailure() throws {
    let cut = String(Self.packet(results: 500).dropLast(30))
    for reader in [DownloadStatusReader(bytes: Array(cut.utf8))] {
      #expect(reader.reduce(into: 0) { count, _ in count += 1 } == 500)
      #expect(reader.failure?.rule?.id == "xml/truncated")
      #expect(reader.next() == nil)
      #expect(throws: PacketError.self) { try reader.finish() }
    }
    try withFile(cut) { path in
      let reader = try DownloadStatusReader(path: path)
      #expect(reader.reduce(into: 0) { count, _ in count += 1 } == 500)
      #expect(reader.failure?.rule?.id == "xml/truncated")
      #expect(throws: PacketError.self) { try reader.finish() }
    }
  }

  @Test func finishReadsTheRest() throws {
    let reader = DownloadStatusReader(bytes: Array(Self.packet(results: 1000).utf8))
    #expect(reader.next()?.id == 1)
    #expect(try reader.finish().results == 1000)
    #expect(reader.next() == nil)
  }

  @Test func secondLoopContinues() {
    let reader = DownloadStatusReader(bytes: Array(Self.packet(results: 3).utf8))
    for result in reader where result.index == 2 { break }
    #expect(reader.map(\.index) == [3])
    #expect(reader.map(\.index) == [])
  }

  @Test func findingsComeInOrderWithResults() {
    var reported: [String] = []
    let bare = "<result><status>ok</status></result>"
    let reader = DownloadStatusReader(
      bytes: Array(response(bare + "<x/>" + finishedResult(id: 1, package: 1)).utf8),
      onFinding: { reported.append($0.rule.id) })
    #expect(reader.map(\.index) == [1, 2])
    #expect(reported == ["schema/unexpected-element", "result/no-transaction-misplaced"])
    #expect(reader.summary.errors == 1)
  }

  @Test func optionsAreApplied() throws {
    let result = finishedResult(id: 18, package: 1)
    var rules: [String] = []
    let reader = DownloadStatusReader(
      bytes: Array(response(result + result).utf8),
      options: PacketOptions(reportsDuplicateIDs: true),
      onFinding: { rules.append($0.rule.id) })
    _ = try reader.finish()
    #expect(rules == ["result/duplicate-id"])
  }

  @Test func noBytesAreNotAPacket() {
    let reader = DownloadStatusReader(bytes: [])
    #expect(reader.next() == nil)
    #expect(reader.failure?.rule?.id == "xml/empty")
  }

  @Test func anUnreadablePathThrows() throws {
    let path = "/nonexistent/packet.xml"
    let error = try #require(throws: PacketError.self) { try DownloadStatusReader(path: path) }
    #expect(error.code == .input)
    #expect(error.rule == nil)
    #expect(error.message.contains(path))
  }

  @Test func aDirectoryFailsWhenRead() throws {
    let reader = try DownloadStatusReader(path: "/")
    #expect(reader.next() == nil)
    #expect(reader.failure?.code == .input)
    #expect(reader.failure?.rule == nil)
  }

  /// Bytes and files must agree on an input that ends in a token of the maximum length.
  @Test func aTokenCutAtItsLimitIsTruncatedFromAFileToo() throws {
    var options = PacketOptions.default
    options.limits.token = 28
    let cut = "<packet><!-- 3456789 123456789 1234"
    #expect(cut.utf8.count == "<packet>".utf8.count + 27)
    for text in [cut, cut + "5"] {
      let reader = DownloadStatusReader(bytes: Array(text.utf8), options: options)
      #expect(reader.next() == nil)
      #expect(reader.failure?.rule?.id == "xml/truncated")
      try withFile(text) { path in
        let reader = try DownloadStatusReader(path: path, options: options)
        #expect(reader.next() == nil)
        #expect(reader.failure?.rule?.id == "xml/truncated")
      }
    }
  }
}
