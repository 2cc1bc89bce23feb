import PacketInputs
import PleskPackets
import Reports

/// Reads documents as packets, and reports what is found in them and around them.
final class PacketDocumentReader: DocumentReader {
  private let packets: PacketReading
  private let report: (ReportItem) -> Void
  private let pause: (_ mayWait: Bool) -> Bool

  /// - Parameters:
  ///   - report: Takes each item.
  ///   - shouldContinue: See `DocumentReader`.
  init(
    _ packets: PacketReading, report: @escaping (ReportItem) -> Void,
    shouldContinue: @escaping (_ mayWait: Bool) -> Bool
  ) {
    self.packets = packets
    self.report = report
    pause = shouldContinue
  }

  func read(_ document: Document<DownloadStatusRequest>) -> DocumentEnd<DownloadStatusRequest> {
    DocumentEnd(packets.read(document, report: report, shouldContinue: pause))
  }

  func note(_ name: DocumentName, _ text: String) { report(.note(PacketName(name), text)) }

  func failure(_ name: DocumentName, _ reason: String) {
    report(.failure(PacketName(name), reason))
  }

  func skipped(_ name: DocumentName, _ reason: String) {
    report(.detail(PacketName(name), reason))
  }

  func shouldContinue(mayWait: Bool) -> Bool { pause(mayWait) }
}

extension PacketName {
  init(_ name: DocumentName) {
    self.init("\(name.file)", part: name.part, fileBytes: name.file.bytes)
  }
}

extension PacketReading {
  /// Reads one document as a packet.
  func read(
    _ document: Document<DownloadStatusRequest>, report: (ReportItem) -> Void,
    shouldContinue: (_ mayWait: Bool) -> Bool
  ) -> Outcome {
    var packets = self
    // What the user says about packets takes precedence over what their container says.
    packets.packetOptions.kind = packetOptions.kind ?? document.direction?.packetKind
    packets.packetOptions.request = document.request ?? packetOptions.request
    packets.packetOptions.endsAfterRoot = document.endsAtNext
    return packets.read(
      document.source, PacketName(document.name), report: report, shouldContinue: shouldContinue)
  }
}

extension DocumentEnd<DownloadStatusRequest> {
  init(_ outcome: PacketReading.Outcome) {
    self.init(
      isJudged: outcome.summary != nil, fatal: outcome.fatal?.location,
      isTruncated: outcome.fatal?.rule == .truncated,
      request: outcome.summary?.verdict == .valid ? outcome.asked.request : nil)
  }
}

extension DocumentDirection {
  fileprivate var packetKind: PacketKind {
    switch self {
    case .request: .request
    case .response: .response
    }
  }
}
