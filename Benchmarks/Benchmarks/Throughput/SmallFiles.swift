import Benchmark
import PleskPackets

/// Many packets of 1 to 8 results, each in its own file, with each engine.
///
/// Measured: for every file, making a parser, and opening, reading and parsing the file, in
/// sequence on one thread. Searching for the files, as `validate` does, is not measured.
func registerSmallFiles(_ folder: PacketFolder) {
  for engine in PacketOptions.Engine.allCases {
    Benchmark("small-files-\(engine)", configuration: .files) { benchmark, files in
      var results = 0
      let start = benchmark.begin()
      for file in files { results += try push(file, engine).results }
      benchmark.end(.filesPerSecond, Double(files.count), since: start)
      try WrongOutcome.check(
        results >= files.count && !files.isEmpty, "\(results) results in \(files.count) files")
    } setup: {
      try folder.smallFiles()
    }
  }
}
