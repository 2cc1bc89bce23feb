import PleskPackets
import Synchronization
import TestSupport
import Testing

/// Parsers on several threads at once: they share no mutable state.
@Suite struct ConcurrencyTests {
  private static let workers = 8
  private static let packet = response(
    (1...200).map { finishedResult(id: $0, package: $0) }.joined(separator: "\n"))

  @Test(
    "parsers on several threads deliver what each delivers alone",
    arguments: PacketOptions.Engine.allCases)
  func sideBySide(_ engine: PacketOptions.Engine) throws {
    let fixtures = try Corpus.fixtures()
    let wrong = SideBySide<[String]>([])
    wrong.run(on: Self.workers) { worker in
      // Each starts at another packet.
      let first = fixtures.count / Self.workers * worker
      for fixture in fixtures[first...] + fixtures[..<first] {
        let run = EngineRun(engine, fixture.packet, cut: .every(61), options: fixture.options)
        if run.results.map(Expectation.ResultLine.init) != fixture.expected.results {
          wrong.use { $0.append(fixture.testDescription) }
        }
      }
    }
    #expect(wrong.use { $0 } == [])
  }

  @Test("a reader moves from thread to thread", arguments: PacketOptions.Engine.allCases)
  func passedOn(_ engine: PacketOptions.Engine) throws {
    let packet = Array(Self.packet.utf8)
    let reader = SideBySide(
      DownloadStatusReader(bytes: packet, options: PacketOptions(engine: engine)))
    let ids = SideBySide<[Int64]>([])
    reader.run(on: Self.workers) { _ in
      while let result = reader.use({ $0.next() }) { ids.use { $0.append(result.id ?? 0) } }
    }
    #expect(ids.use { $0.sorted() } == Array(1...200))
    #expect(try reader.use { try $0.finish() }.results == 200)
  }

  @Test("findings of packets that arrive at once go to the closure of their packet")
  func findings() async throws {
    let packet = Array(response("<result><status>ok</status></result>").utf8)
    try await withThrowingTaskGroup { group in
      for _ in 0..<Self.workers {
        group.addTask {
          let rules = Mutex<[String]>([])
          let results = AsyncStream { continuation in
            for byte in packet { continuation.yield([byte]) }
            continuation.finish()
          }.downloadStatusResults { finding in rules.withLock { $0.append(finding.rule.id) } }
          for try await result in results { #expect(result.status == .ok) }
          #expect(rules.withLock { $0 } == ["result/no-transaction"])
        }
      }
      try await group.waitForAll()
    }
  }

  @Test(
    "cancelled in mid-stream, the results so far have arrived, in order",
    arguments: [1, 60, 1000])
  func cancelled(_ size: Int) async throws {
    let bytes = Array(Self.packet.utf8)
    for goal in [1, 7, 50, 199] {
      await withTaskGroup { group in
        for _ in 0..<Self.workers {
          let (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self)
          let count = SideBySide(0)
          let consumer = Task {
            for try await result in stream.downloadStatusResults() {
              let expected = count.use { count in
                count += 1
                return count
              }
              #expect(result.index == expected)
            }
          }
          group.addTask {
            var pieces = Cut.every(size).pieces(of: bytes.count)[...]
            // The end never comes.
            while let piece = pieces.popFirst(), !pieces.isEmpty, !consumer.isCancelled {
              continuation.yield(Array(bytes[piece]))
              if count.use({ $0 }) >= goal { consumer.cancel() }
              await Task.yield()
            }
            consumer.cancel()
            let outcome = await consumer.result
            #expect(throws: PacketError.self) { try outcome.get() }
          }
        }
      }
    }
  }
}
