import Platform
import Foundation
import PleskPackets
import TestSupport
import Testing

@testable import Reports
@testable import PacketInputs
@testable import ValidateCommand

/// A file that several threads read: the report is as if one had read it.
@Suite struct SharedFileTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// All that is reported about a file.
  private struct Report: Equatable {
    var results: [UInt8] = []
    var others: [String] = []
    var summary: PacketSummary?
    var laneResults = 0

    /// What is reported differently; nil if all is the same.
    func difference(from other: Report) -> String? {
      if self == other { return nil }
      for (text, expected) in zip(others, other.others) where text != expected {
        return "\(text) and not \(expected)"
      }
      if others.count != other.others.count {
        return "\(others.count) items and not \(other.others.count)"
      }
      if let place = zip(results, other.results).enumerated().first(where: { $1.0 != $1.1 }) {
        let start = max(0, place.offset - 200)
        let texts = [results, other.results].map {
          String(decoding: $0[start..<min($0.count, start + 400)], as: UTF8.self)
        }
        return texts.joined(separator: "\nand not\n")
      }
      return
        "\(results.count) bytes, \(String(describing: summary)), \(laneResults) and not \(other.results.count) bytes, \(String(describing: other.summary)), \(other.laneResults)"
    }
  }

  private func report(
    _ path: String, _ sharing: FileSharing?, _ writer: ResultWriter? = ResultWriter(),
    whilePaused: (Int) -> Bool = { _ in true }
  ) -> Report {
    var report = Report()
    var packets = PacketReading(packetOptions: .default)
    packets.resultWriter = writer
    packets.excerpted = FindingFilter(isVerbose: true)
    packets.sharing = sharing
    var pauses = 0
    return withoutActuallyEscaping(whilePaused) { whilePaused in
      let inputs = InputReading(longestToken: packets.packetOptions.limits.token)
      InputReader(inputs: inputs, packets: packets).read(
        .file(FileName(path), isNamed: true)
      ) { item in
        switch item {
        case .results(let lines): report.results += lines
        case .packet(let summary, let lane):
          report.summary = summary
          report.laneResults = lane.results
        case .begin(let name): report.others.append(name.shown)
        case .finding(let finding, let excerpt):
          report.others.append("\(finding) \(excerpt?.text ?? "-") \(excerpt?.caret ?? 0)")
        default: report.others.append("\(item)")
        }
      } shouldContinue: { _ in
        pauses += 1
        return whilePaused(pauses)
      }
      return report
    }
  }

  /// As a file, results of all kinds, so many that threads have something to do.
  private func packet(_ random: inout SplitMix, odd: Int) -> [UInt8] {
    var results: [String] = []
    var size = 0
    while size < 200_000 {
      let id = Int.random(in: 1...99_999, using: &random)
      var result = Packets.finished(id)
      if Int.random(in: 0..<100, using: &random) < odd {
        let hidden = String(
          repeating: Packets.finished(7), count: Int.random(in: 1...40, using: &random))
        result =
          [
            Packets.failedWithoutCode(id), Packets.failedWithoutText(id), Packets.noTransaction,
            "<!-- \(hidden) -->", "<odd>\(hidden)</odd>", "<![CDATA[\(hidden)]]>",
            "</get-download-status><get-download-status>", "\r\n é 😀",
            Packets.finished(id).replacing("<id>", with: "<id> ", maxReplacements: 1),
          ].randomElement(using: &random) ?? ""
      }
      results.append(result)
      size += result.utf8.count
    }
    return Array(Packets.response(results).utf8)
  }

  /// Cuts, changes or adds a few bytes.
  private func damage(_ bytes: inout [UInt8], _ random: inout SplitMix) {
    let place = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: bytes.removeSubrange(place..<min(bytes.count, place + 7))
    case 2: bytes.removeSubrange(place...)
    default: bytes.insert(contentsOf: "<!--".utf8, at: place)
    }
  }

  /// What a parser gets of a file at once.
  private static let slice = 128 * 1024

  @Test("whatever is in it", arguments: 0..<12)
  func random(_ number: Int) throws {
    var random = SplitMix(seed: UInt64(number))
    for _ in 0..<6 {
      var bytes = packet(&random, odd: [0, 1, 10, 60].randomElement(using: &random) ?? 0)
      if Bool.random(using: &random) { damage(&bytes, &random) }
      let path = try directory.write("\(number).xml", bytes)
      let alone = report(path, nil)
      for size in [700, 5000, 50_000, Self.slice] {
        var shared = report(
          path, FileSharing(jobs: 3, leastSize: 0, sectionSize: size))
        // With more odd ones or less before it, a result may go the one way or the other.
        shared.laneResults = alone.laneResults
        // A packet that breaks off has had the whole slice of the file, if that is of one piece.
        if size < Self.slice { shared.summary?.bytes = alone.summary?.bytes ?? 0 }
        #expect(shared.difference(from: alone) == nil, "seed \(number), pieces of \(size)")
      }
    }
  }

  @Test("in the formats of results")
  func formats() throws {
    var random = SplitMix(seed: 20_261_126)
    let path = try directory.write("a.xml", packet(&random, odd: 2))
    let writers = [
      ResultWriter(fields: [.id, .taskState]),
      ResultWriter(states: [.task(.failed), .error]),
      ResultWriter(format: .csv),
      ResultWriter(format: .csv, fields: [.id, .index, .index, .status]),
      ResultWriter(format: .csv, fields: [.taskID], states: [.task(.finished)]),
      nil,
    ]
    for writer in writers {
      let alone = report(path, nil, writer)
      var shared = report(path, FileSharing(jobs: 2, leastSize: 0, sectionSize: 9000), writer)
      shared.laneResults = alone.laneResults
      #expect(shared.difference(from: alone) == nil)
      #expect(alone.results.isEmpty == (writer == nil))
    }
  }

  @Test("nearly all results of a usual file are read ahead, and those of a small one are not")
  func share() throws {
    let usual = Packets.response((1...9000).map { Packets.finished($0) })
    let path = try directory.write("usual.xml", usual)
    // The lane of the parser itself takes as many, so the difference is who wrote the lines.
    let sharing = FileSharing(jobs: 2, leastSize: usual.utf8.count, sectionSize: 64 * 1024)
    #expect(report(path, sharing).laneResults > 8900)
    #expect(report(path, sharing).difference(from: report(path, nil)) == nil)
    let source = FileSource(try InputFile(path: path))
    var batches = 0
    let shared = SharedFile(source, sharing, PacketName("usual.xml"), nil) { _, _, _ in
      batches += 1
    }
    var parser = PacketParser { _ in }
    while let count = try shared.feed(&parser), count > 0 {}
    #expect(batches > 10)
    let small = FileSharing(jobs: 2, leastSize: usual.utf8.count + 1, sectionSize: 64 * 1024)
    let unshared = SharedFile(
      FileSource(try InputFile(path: path)), small, PacketName("usual.xml"), nil
    ) { _, _, _ in Issue.record("a small file is shared") }
    parser = PacketParser { _ in }
    while let count = try unshared.feed(&parser), count > 0 {}
    #expect(parser.summary.results == 9000)
  }

  @Test("an interruption ends it, with all that was reported before")
  func interruption() throws {
    let path = try directory.write(
      "long.xml", Packets.response((1...9000).map { Packets.finished($0) }))
    let sharing = FileSharing(jobs: 2, leastSize: 0, sectionSize: 10_000)
    let short = report(path, sharing) { $0 < 20 }
    let whole = report(path, nil)
    #expect(short.summary == nil)
    #expect(short.results.count > 10_000)
    #expect(whole.results.starts(with: short.results))
    #expect(short.results.last == 0x0A)
  }

  @Test("one that becomes shorter meanwhile is truncated")
  func truncated() throws {
    let text = Packets.response((1...9000).map { Packets.finished($0) })
    let path = try directory.write("short.xml", text)
    let sharing = FileSharing(jobs: 2, leastSize: 0, sectionSize: 10_000)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    var isCut = false
    let shared = report(path, sharing) { pauses in
      if pauses > 20, !isCut {
        // Threads have read a few pieces ahead, but not so many.
        isCut = true
        try? file.truncate(atOffset: 700_000)
      }
      return true
    }
    #expect(shared.others.last?.contains("xml/truncated") == true)
    #expect(shared.summary?.bytes == 700_000)
  }
}
