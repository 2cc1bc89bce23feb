import Benchmark

extension BenchmarkMetric {
  /// 10⁶ bytes per second of wall time. The built-in throughput is in whole runs per second, too
  /// coarse for large packets.
  static var megabytesPerSecond: BenchmarkMetric {
    custom("MB/s", polarity: .prefersLarger, useScalingFactor: false)
  }
  /// Files per second of wall time.
  static var filesPerSecond: BenchmarkMetric {
    custom("files/s", polarity: .prefersLarger, useScalingFactor: false)
  }
}

extension BenchmarkThresholds {
  /// Fails at five times the wall time: a lane that is not used takes more, and what a busy machine
  /// takes is mostly less.
  static var wallTime: BenchmarkThresholds { BenchmarkThresholds(relative: [.p90: 400]) }
  /// Memory hardly depends on how busy the machine is.
  static var memory: BenchmarkThresholds { BenchmarkThresholds(relative: [.p90: 50]) }
}

extension Benchmark.Configuration {
  /// For what takes well below a millisecond in all, and is given for each of 1,000 results.
  static var stage: Self {
    Self(
      metrics: [.wallClock, .throughput], warmupIterations: 3, scalingFactor: .kilo,
      maxDuration: .milliseconds(200), thresholds: [.wallClock: .wallTime])
  }

  /// For what happens once in a packet.
  static var moment: Self {
    Self(
      metrics: [.wallClock], warmupIterations: 3, maxDuration: .milliseconds(100),
      thresholds: [.wallClock: .wallTime])
  }

  /// For what takes some milliseconds: Linux counts CPU time in steps of 10 ms, too coarse for it.
  static var short: Self {
    Self(
      metrics: [.wallClock, .megabytesPerSecond, .peakMemoryResident], warmupIterations: 1,
      maxDuration: .milliseconds(300),
      thresholds: [.wallClock: .wallTime, .peakMemoryResident: .memory])
  }

  /// For what takes hundreds of milliseconds, or seconds.
  static var long: Self {
    Self(
      metrics: [.wallClock, .cpuUser, .cpuTotal, .megabytesPerSecond, .peakMemoryResident],
      warmupIterations: 0, maxDuration: .seconds(2),
      thresholds: [.wallClock: .wallTime, .peakMemoryResident: .memory])
  }

  /// For many files, one after the other.
  static var files: Self {
    Self(
      metrics: [.wallClock, .cpuUser, .cpuTotal, .filesPerSecond], warmupIterations: 1,
      maxDuration: .seconds(1), thresholds: [.wallClock: .wallTime])
  }
}

extension Benchmark {
  /// Starts to measure: what came before in this run is not counted.
  func begin() -> ContinuousClock.Instant {
    startMeasurement()
    return .now
  }

  /// Ends measuring, and notes how many units were done per second.
  func end(_ metric: BenchmarkMetric, _ units: Double, since start: ContinuousClock.Instant) {
    let time = start.duration(to: .now)
    stopMeasurement()
    measurement(metric, Int((units / (time / .seconds(1))).rounded()))
  }
}
