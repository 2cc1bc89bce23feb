import Benchmark
import Platform
import PleskPackets

/// The time to the first result of a large file.
///
/// Measured: making the parser, opening the file, reading its first 64 KiB, and parsing up to the
/// callback with the first result. The other results in these bytes are parsed after that.
func registerFirstResult(_ folder: PacketFolder) {
  for packet in folder.smallPackets {
    for engine in PacketOptions.Engine.allCases {
      Benchmark("first-result-\(packet.shape.rawValue)-\(engine)", configuration: .moment) {
        benchmark in
        var results = 0
        benchmark.startMeasurement()
        var parser = PacketParser(options: PacketOptions(engine: engine)) { event in
          guard case .result = event else { return }
          if results == 0 { benchmark.stopMeasurement() }
          results += 1
        }
        let file = try InputFile(path: folder.path(of: packet))
        while results == 0 {
          let count = try parser.feed(reading: file.descriptor)
          try WrongOutcome.check(count != 0, "no result in the whole packet")
        }
      }
    }
  }
}
