import PleskPackets
import Synchronization
import TestSupport
import Testing

/// Results of a packet that arrives piece by piece.
@Suite struct DownloadStatusSequenceTests {
  private static let packet = response(
    (1...20).map { finishedResult(id: $0, package: $0) }.joined())

  /// The bytes as a stream of pieces.
  private func stream(_ packet: String, pieces size: Int) -> AsyncStream<[UInt8]> {
    let bytes = Array(packet.utf8)
    return AsyncStream { continuation in
      for piece in Cut.every(size).pieces(of: bytes.count) {
        continuation.yield(Array(bytes[piece]))
      }
      continuation.finish()
    }
  }

  @Test("delivers every result", arguments: [1, 7, 500, 1_000_000])
  func everyResult(_ size: Int) async throws {
    var ids: [Int64?] = []
    for try await result in stream(Self.packet, pieces: size).downloadStatusResults() {
      ids.append(result.id)
    }
    #expect(ids == (1...20).map { $0 })
  }

  @Test("delivers the results before the error", arguments: [1, 100, 1_000_000])
  func resultsBeforeTheError(_ size: Int) async throws {
    let cut = String(Self.packet.dropLast(30))
    var iterator = stream(cut, pieces: size).downloadStatusResults().makeAsyncIterator()
    for index in 1...20 { #expect(try await iterator.next()?.index == index) }
    let error = try await #require(throws: PacketError.self) { _ = try await iterator.next() }
    #expect(error.rule?.id == "xml/truncated")
    #expect(try await iterator.next() == nil)
  }

  @Test func takesOtherPiecesOfBytes() async throws {
    let pieces = AsyncStream<ArraySlice<UInt8>> { continuation in
      continuation.yield(Array(Self.packet.utf8)[...])
      continuation.finish()
    }
    var count = 0
    for try await _ in pieces.downloadStatusResults() { count += 1 }
    #expect(count == 20)
  }

  @Test func findingsAreReported() async throws {
    let rules = Mutex<[String]>([])
    let results = stream(response("<result><status>ok</status></result>"), pieces: 3)
      .downloadStatusResults { finding in rules.withLock { $0.append(finding.rule.id) } }
    for try await result in results { #expect(result.status == .ok) }
    #expect(rules.withLock { $0 } == ["result/no-transaction"])
  }

  @Test func resultsComeBeforeTheStreamEnds() async throws {
    let (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self)
    var iterator = stream.downloadStatusResults().makeAsyncIterator()
    let (envelope, rest) = (
      "<packet><aps><get-download-status>", "</get-download-status></aps></packet>"
    )
    continuation.yield(Array((envelope + finishedResult(id: 1, package: 1)).utf8))
    #expect(try await iterator.next()?.id == 1)
    continuation.yield(Array(finishedResult(id: 2, package: 2).utf8))
    #expect(try await iterator.next()?.id == 2)
    continuation.yield(Array(rest.utf8))
    continuation.finish()
    #expect(try await iterator.next() == nil)
  }

  private struct Broken: Error {}

  @Test func errorsOfTheBasePassThrough() async throws {
    let base = AsyncThrowingStream<[UInt8], any Error> { continuation in
      continuation.yield(Array(Self.packet.utf8.dropLast(60)))
      continuation.finish(throwing: Broken())
    }
    var count = 0
    await #expect(throws: Broken.self) {
      for try await _ in base.downloadStatusResults() { count += 1 }
    }
    #expect(count == 19)
  }

  @Test func cancellationEndsTheIteration() async {
    let (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self)
    continuation.yield(Array(Self.packet.utf8.dropLast(60)))
    let task = Task {
      var count = 0
      do { for try await _ in stream.downloadStatusResults() { count += 1 } } catch {}
      return count
    }
    task.cancel()
    #expect(await task.value <= 19)
    continuation.finish()
  }
}
