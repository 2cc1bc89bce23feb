import PleskPackets

/// Reads what a browser saved of its connections: the packets in each request and its response.
///
/// A response is held against its request. Places are those in the body.
struct HARReading {
  private let packets: PacketReading
  private let file: String

  /// The largest archive that is read: it is taken into memory as a whole.
  private static var longest: Int { 64 * 1024 * 1024 }

  init(_ packets: PacketReading, _ file: String) {
    self.packets = packets
    self.file = file
  }

  func read(
    _ reader: any PieceReader, _ tell: (ReportItem) -> Void, _ pause: (_ mayWait: Bool) -> Bool
  ) throws(ReadingError) {
    var bytes: [UInt8] = []
    var piece: [UInt8] = []
    while pause(reader.mayWait) {
      guard let count = try reader.read(into: &piece) else { continue }
      if count == 0 { return read(bytes, tell, pause) }
      bytes += piece
      if bytes.count > Self.longest {
        throw .input(
          "an HAR archive of at least \(bytes.count) bytes; the maximum is \(Self.longest). Leave out what is no call of the XML API"
        )
      }
    }
  }

  private func read(
    _ bytes: [UInt8], _ tell: (ReportItem) -> Void, _ pause: (_ mayWait: Bool) -> Bool
  ) {
    guard let archive = try? HARArchive(bytes) else {
      tell(
        .failure(
          PacketName(file),
          "starts as an HAR archive does, and is none: it is cut, or no JSON of that kind"))
      return
    }
    var passedOver = 0
    for (index, entry) in archive.log.entries.enumerated() {
      if !pause(false) { return }
      if entry.isCall {
        read(entry, index + 1, tell, pause)
      } else {
        passedOver += 1
        tell(.passedOver("\(file): entry \(index + 1) is no call of the XML API, passed over"))
      }
    }
    if passedOver > 0 {
      tell(
        .note(
          PacketName(file),
          "\(passedOver) of \(archive.log.entries.count) entries are no calls of the XML API and are passed over"
        ))
    }
  }

  private func read(
    _ entry: HARArchive.Entry, _ number: Int, _ tell: (ReportItem) -> Void,
    _ pause: (_ mayWait: Bool) -> Bool
  ) {
    let asked = read(
      entry.request?.postData, PacketName(file, part: "entry \(number) request"), .request, nil,
      tell, pause)
    let name = PacketName(file, part: "entry \(number) response")
    if let status = entry.response?.status, status != 200 {
      tell(
        .note(name, "HTTP status \(status); the XML API answers 200 always"))
    }
    _ = read(entry.response?.content, name, .response, asked, tell, pause)
  }

  /// Reads a body.
  ///
  /// - Returns: What it asks for, if it is a valid request.
  private func read(
    _ content: HARArchive.Content?, _ name: PacketName, _ kind: PacketKind,
    _ asked: DownloadStatusRequest?, _ tell: (ReportItem) -> Void,
    _ pause: (_ mayWait: Bool) -> Bool
  ) -> DownloadStatusRequest? {
    guard let content, content.text != nil else {
      tell(.note(name, "its body has not been saved"))
      return nil
    }
    guard let bytes = content.bytes else {
      tell(.failure(name, "cannot be read: its body is no base64"))
      return nil
    }
    let outcome = packets.reading(kind, answering: asked)
      .read(PieceSource(BytesReader(bytes)), name, tell: tell, pause: pause)
    return outcome.summary?.verdict == .valid ? outcome.asked.request : nil
  }
}
