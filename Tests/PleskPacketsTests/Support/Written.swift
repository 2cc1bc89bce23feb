import PleskPackets
import TestSupport

/// Helpers for tests of writing.
enum Written {
  /// The results as they are read back: the index is the place in the packet.
  static func inOrder(_ results: [DownloadResult]) -> [DownloadResult] {
    results.enumerated().map { number, result in
      var result = result
      result.index = number + 1
      return result
    }
  }

  /// What each engine reads from a packet in one piece.
  static func runs(of packet: [UInt8], kind: PacketKind? = nil) -> [EngineRun] {
    PacketOptions.Engine.allCases.map {
      EngineRun($0, packet, options: PacketOptions(kind: kind))
    }
  }

  /// Why something is refused; nil if it is written.
  static func refusal(_ write: () throws -> Void) -> PacketWritingError? {
    do {
      try write()
      return nil
    } catch {
      return error as? PacketWritingError
    }
  }
}
