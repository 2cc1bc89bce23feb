import Benchmark
import Platform
import PleskPackets

/// `PacketParser` on files of every size, shape and share of odd results, with each engine.
///
/// Measured: opening the file, which is in the cache of the system, reading and parsing all of it,
/// and dropping the events.
func registerPush(_ folder: PacketFolder) {
  for packet in folder.packets {
    for engine in PacketOptions.Engine.allCases {
      Benchmark(
        "push-\(packet.name)-\(engine)", configuration: packet.size == "16MiB" ? .short : .long
      ) { benchmark in
        let start = benchmark.begin()
        let summary = try push(folder.path(of: packet), engine)
        benchmark.end(.megabytesPerSecond, summary.megabytes, since: start)
        try WrongOutcome.check(summary)
      }
    }
  }
}

/// Parses a file to its end.
func push(_ path: String, _ engine: PacketOptions.Engine) throws -> PacketSummary {
  let file = try InputFile(path: path)
  var parser = PacketParser(options: PacketOptions(engine: engine)) { _ in }
  while try parser.feed(reading: file.descriptor) != 0 {}
  return try parser.finish()
}
