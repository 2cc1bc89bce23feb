import PleskPackets

/// What is left of values when texts are compared byte for byte: strings are equal as well if they only look the same.
enum Written {
  static func bytes(of result: DownloadResult) -> [[UInt8]?] {
    var reason: String?
    if case .failed(let text) = result.task?.state { reason = text }
    return [result.errtext, result.filterID, reason].map { $0.map { Array($0.utf8) } }
  }

  /// The results as they are read back: the index is the place in the packet.
  static func inOrder(_ results: [DownloadResult]) -> [DownloadResult] {
    results.enumerated().map { number, result in
      var result = result
      result.index = number + 1
      return result
    }
  }

  /// The engines, each reading a packet as a whole.
  static func runs(of packet: [UInt8], kind: PacketKind? = nil) -> [EngineRun] {
    PacketOptions.Engine.allCases.map {
      EngineRun($0, packet, options: PacketOptions(kind: kind))
    }
  }

  /// Why something is not written; nil if it is.
  static func refusal(_ write: () throws -> Void) -> PacketWritingError? {
    do {
      try write()
      return nil
    } catch {
      return error as? PacketWritingError
    }
  }
}
