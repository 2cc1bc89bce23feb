import Foundation

/// The shapes of packets.
enum Shape: String, CaseIterable {
  case oneLine = "one-line"
  case indented
}

/// One of the packets that `Benchmarks/throughput` makes.
struct Packet {
  let size: String
  let shape: Shape
  /// The percentage of odd results, such as those with a comment.
  let odd: Int

  /// Also part of the names of benchmarks, which name the files of their thresholds.
  var name: String { "\(size)-\(shape.rawValue)-odd-\(odd)" }

  /// All possible packets. Those of 4 GiB are made only on request.
  static let all = ["16MiB", "256MiB", "4GiB"].flatMap { size in
    Shape.allCases.flatMap { shape in
      [0, 1, 10, 100].map { Packet(size: size, shape: shape, odd: $0) }
    }
  }
}

/// Where `Benchmarks/throughput` has put the packets of this run.
struct PacketFolder {
  let path: String

  private static let variable = "BENCHMARK_PACKETS"

  /// The folder that the environment names.
  static var prepared: PacketFolder? {
    if let path = ProcessInfo.processInfo.environment[variable] { return PacketFolder(path: path) }
    let hint = "\(variable) is not set: run Benchmarks/throughput, which makes the packets\n"
    FileHandle.standardError.write(Data(hint.utf8))
    return nil
  }

  /// The packets that exist.
  var packets: [Packet] {
    Packet.all.filter { FileManager.default.fileExists(atPath: path(of: $0)) }
  }

  /// The packet of each shape for all benchmarks that need no larger one.
  var smallPackets: [Packet] { packets.filter { $0.size == "16MiB" && $0.odd == 0 } }

  func path(of packet: Packet) -> String { "\(path)/\(packet.name).xml" }

  /// A packet of 1,001 results.
  func stagePacket(_ shape: Shape) throws -> [UInt8] {
    try bytes("\(path)/1001-results-\(shape.rawValue).xml")
  }

  /// The paths of many packets of a few results.
  func smallFiles() throws -> [String] {
    let folder = "\(path)/small-files"
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .map { "\(folder)/\($0)" }
  }

  func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path)))
  }
}
