import Benchmark
import PleskPackets

/// `DownloadStatusReader` and `downloadStatusResults`, which return owned results: one allocation
/// for each text.
///
/// Measured for both: making the reader, parsing a whole packet, and releasing each result at once.
/// The reader opens and reads a file. The asynchronous sequence gets pieces of 64 KiB from memory,
/// without waiting.
func registerOwnedResults(_ folder: PacketFolder) {
  for packet in folder.smallPackets {
    for engine in PacketOptions.Engine.allCases {
      let options = PacketOptions(engine: engine)

      Benchmark("pull-\(packet.name)-\(engine)", configuration: .short) { benchmark in
        let start = benchmark.begin()
        let reader = try DownloadStatusReader(path: folder.path(of: packet), options: options)
        for result in reader { blackHole(result) }
        let summary = try reader.finish()
        benchmark.end(.megabytesPerSecond, summary.megabytes, since: start)
        try WrongOutcome.check(summary)
      }

      Benchmark("async-\(packet.name)-\(engine)", configuration: .short) { benchmark, pieces in
        var results = 0
        let start = benchmark.begin()
        for try await result in pieces.downloadStatusResults(options: options) {
          blackHole(result)
          results += 1
        }
        benchmark.end(.megabytesPerSecond, pieces.megabytes, since: start)
        try WrongOutcome.check(results > 0, "no results")
      } setup: {
        Pieces(of: try folder.bytes(folder.path(of: packet)))
      }
    }
  }
}

/// A packet that arrives in pieces of 64 KiB.
private struct Pieces: AsyncSequence {
  private let pieces: [[UInt8]]

  init(of bytes: [UInt8]) {
    let size = 64 * 1024
    pieces = stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0...].prefix(size)) }
  }

  var megabytes: Double { Double(pieces.reduce(0) { $0 + $1.count }) / 1e6 }

  func makeAsyncIterator() -> Iterator { Iterator(rest: pieces[...]) }

  struct Iterator: AsyncIteratorProtocol {
    var rest: ArraySlice<[UInt8]>

    mutating func next() async -> [UInt8]? { rest.popFirst() }
  }
}
