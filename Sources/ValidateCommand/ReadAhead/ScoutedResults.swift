import Bytes
import PleskPackets
import Reports

/// Batches of results that have been read ahead and, if asked for, the lines of their results.
/// Lines are written before it is known how many results come before them.
struct ScoutedResults: Sendable {
  /// A place in the lines where a number is missing.
  private struct Gap {
    let place: Int
    /// Results of the batch before this one.
    let before: Int
  }

  /// Where the lines of a batch of results end, and its gaps.
  private struct End {
    var place = 0
    var gap = 0
  }

  private(set) var batches: [ResultScout.Batch] = []
  private var bytes: [UInt8] = []
  private var gaps: [Gap] = []
  private var ends = [End()]
  /// Results of the current batch.
  private var count = 0

  /// Empties it, and keeps the memory.
  mutating func removeAll() {
    batches.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    gaps.removeAll(keepingCapacity: true)
    ends.removeLast(ends.count - 1)
    count = 0
  }

  /// Writes the next result of the current batch.
  mutating func write(_ result: DownloadResultView, _ name: PacketName, _ writer: ResultWriter) {
    if let place = writer.write(result, number: nil, name, into: &bytes) {
      gaps.append(Gap(place: place, before: count))
    }
    count += 1
  }

  /// Ends the current batch. The next result belongs to another one.
  mutating func end(_ batch: ResultScout.Batch) {
    batches.append(batch)
    ends.append(End(place: bytes.count, gap: gaps.count))
    count = 0
  }

  /// Appends the lines of a batch.
  ///
  /// - Parameters:
  ///   - batch: Its place in `batches`.
  ///   - first: The number of its first result.
  func appendLines(of batch: Int, numberedFrom first: Int, to output: inout [UInt8]) {
    let (start, end) = (ends[batch], ends[batch + 1])
    var done = start.place
    for gap in gaps[start.gap..<end.gap] {
      output.append(copying: bytes.span.extracting(done..<gap.place))
      appendDecimal(Int64(first + gap.before), to: &output)
      done = gap.place
    }
    output.append(copying: bytes.span.extracting(done..<end.place))
  }
}
