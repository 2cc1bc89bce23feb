import PleskPackets
import TestSupport

/// One packet, piece by piece, through a parser with results that were read ahead.
struct ScoutedRun {
  let run: EngineRun
  /// Results that the parser took from what had been read ahead, and those that it did not.
  let taken: Int
  let refused: Int

  /// - Parameters:
  ///   - size: Bytes of a piece.
  ///   - overlap: Bytes after a piece; its last result may end in them.
  init(_ packet: [UInt8], size: Int, overlap: Int, options: PacketOptions = .default) {
    let log = EventLog()
    var parser = PacketParser(options: options) { log.append($0) }
    let found = Found()
    var failure: PacketError?
    do throws(PacketError) {
      var start = 0
      var orders: ResultScout.Orders?
      // While nothing can be read ahead, as usual.
      while orders == nil, start < packet.count {
        let end = min(start + size, packet.count)
        try parser.feed(packet.span.extracting(start..<end))
        start = end
        orders = parser.scoutOrders()
      }
      if let orders {
        try Self.read(packet, from: start, size, overlap, orders, &parser, log, found)
      }
      _ = try parser.finish()
    } catch {
      failure = error
    }
    taken = found.taken
    refused = found.refused
    run = EngineRun(Outcome(log, parser.summary, failure), lane: parser.laneStatistics)
  }

  private static func read(
    _ packet: [UInt8], from start: Int, _ size: Int, _ overlap: Int, _ orders: ResultScout.Orders,
    _ parser: inout PacketParser, _ log: EventLog, _ found: Found
  ) throws(PacketError) {
    guard var scout = ResultScout(orders, onResult: { found.results.append($0.owned) }) else {
      return
    }
    var start = start
    var done = 0
    while start < packet.count {
      let count = min(size, packet.count - start)
      let bytes = Array(packet[start..<min(start + size + overlap, packet.count)])
      found.batches = []
      scout.read(bytes.span, piece: count) { batch in
        found.batches.append((batch, found.results))
        found.results = []
      }
      found.results = []
      found.refused += found.batches.map(\.results.count).reduce(0, +)
      while done < count {
        done = try parser.feed(
          bytes.span, in: done..<count, scouted: found.batches.map(\.batch)
        ) { number, firstResult in
          for (offset, result) in found.batches[number].results.enumerated() {
            var result = result
            result.index = firstResult + offset
            log.append(.result(result))
          }
          found.taken += found.batches[number].results.count
          found.refused -= found.batches[number].results.count
        }
      }
      start += count
      done -= count
    }
  }

  private final class Found {
    var batches: [(batch: ResultScout.Batch, results: [DownloadResult])] = []
    var results: [DownloadResult] = []
    var taken = 0
    var refused = 0
  }
}
