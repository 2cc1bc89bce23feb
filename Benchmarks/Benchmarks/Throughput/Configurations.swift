import Benchmark

extension BenchmarkMetric {
  /// 10⁶ bytes per second of wall time. The built-in throughput counts whole runs per second, which
  /// is too coarse for large packets.
  static var megabytesPerSecond: BenchmarkMetric {
    custom("MB/s", polarity: .prefersLarger, useScalingFactor: false)
  }
  /// Files per second of wall time.
  static var filesPerSecond: BenchmarkMetric {
    custom("files/s", polarity: .prefersLarger, useScalingFactor: false)
  }
}

extension BenchmarkThresholds {
  /// Fails at five times the wall time: an unused lane costs more than that, a busy machine mostly
  /// less.
  static var wallTime: BenchmarkThresholds { BenchmarkThresholds(relative: [.p90: 400]) }
  /// Memory hardly depends on how busy the machine is.
  static var memory: BenchmarkThresholds { BenchmarkThresholds(relative: [.p90: 50]) }
}

extension Benchmark.Configuration {
  /// For work that takes well below a millisecond in total, reported for each of 1,000 results.
  static var stage: Self {
    Self(
      metrics: [.wallClock, .throughput], warmupIterations: 3, scalingFactor: .kilo,
      maxDuration: .milliseconds(200), thresholds: [.wallClock: .wallTime])
  }

  /// For work that happens once per packet.
  static var moment: Self {
    Self(
      metrics: [.wallClock], warmupIterations: 3, maxDuration: .milliseconds(100),
      thresholds: [.wallClock: .wallTime])
  }

  /// For work of some milliseconds. Linux counts CPU time in steps of 10 ms, which is too coarse.
  static var short: Self {
    Self(
      metrics: [.wallClock, .megabytesPerSecond, .peakMemoryResident], warmupIterations: 1,
      maxDuration: .milliseconds(300),
      thresholds: [.wallClock: .wallTime, .peakMemoryResident: .memory])
  }

  /// For work of hundreds of milliseconds, or seconds.
  static var long: Self {
    Self(
      metrics: [.wallClock, .cpuUser, .cpuTotal, .megabytesPerSecond, .peakMemoryResident],
      warmupIterations: 0, maxDuration: .seconds(2),
      thresholds: [.wallClock: .wallTime, .peakMemoryResident: .memory])
  }

  /// For many files in sequence.
  static var files: Self {
    Self(
      metrics: [.wallClock, .cpuUser, .cpuTotal, .filesPerSecond], warmupIterations: 1,
      maxDuration: .seconds(1), thresholds: [.wallClock: .wallTime])
  }
}

extension Benchmark {
  /// Starts measuring: earlier work in this run is not counted.
  func begin() -> ContinuousClock.Instant {
    startMeasurement()
    return .now
  }

  /// Stops measuring, and records the units per second.
  func end(_ metric: BenchmarkMetric, _ units: Double, since start: ContinuousClock.Instant) {
    let time = start.duration(to: .now)
    stopMeasurement()
    measurement(metric, Int((units / (time / .seconds(1))).rounded()))
  }
}
