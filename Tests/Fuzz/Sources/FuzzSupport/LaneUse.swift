import PleskPackets

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How many inputs reached the express lane, reported at the end: a comparison that never does is
/// worth nothing.
enum LaneUse {
  // libFuzzer calls from one thread only.
  private nonisolated(unsafe) static var inputs = 0
  private nonisolated(unsafe) static var inputsWithResults = 0
  private nonisolated(unsafe) static var results = 0

  private static let tellsAtEnd: Bool =
    atexit {
      unsafe print("lane: \(inputsWithResults) of \(inputs) inputs, \(results) results")
    } == 0

  static func count(_ lane: LaneStatistics) {
    _ = tellsAtEnd
    unsafe inputs += 1
    unsafe inputsWithResults += lane.results > 0 ? 1 : 0
    unsafe results += lane.results
  }
}
