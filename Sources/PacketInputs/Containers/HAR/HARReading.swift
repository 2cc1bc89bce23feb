/// Reads an HTTP archive that a browser saved: the packets in each request and its response.
///
/// A response is checked against its request. Places are those in the body.
struct HARReading<Reader: DocumentReader> {
  let reader: Reader
  let name: DocumentName

  /// The largest archive that is read, because all of it is held in memory.
  private var longest: Int { 64 * 1024 * 1024 }

  func read(_ pieces: any PieceReader) throws(InputError) {
    var bytes: [UInt8] = []
    var piece: [UInt8] = []
    while reader.shouldContinue(mayWait: pieces.mayWait) {
      guard let count = try pieces.read(into: &piece) else { continue }
      if count == 0 { return read(bytes) }
      bytes += piece
      if bytes.count > longest {
        throw InputError(
          "an HAR archive of at least \(bytes.count) bytes; the maximum is \(longest). Leave out entries that are not calls of the XML API"
        )
      }
    }
  }

  private func read(_ bytes: [UInt8]) {
    guard let archive = try? HARArchive(bytes) else {
      reader.failure(
        name, "starts like an HAR archive but is not one: it is truncated, or other JSON")
      return
    }
    var skipped = 0
    for (index, entry) in archive.log.entries.enumerated() {
      if !reader.shouldContinue(mayWait: false) { return }
      if entry.isCall {
        read(entry, index + 1)
      } else {
        skipped += 1
        reader.skipped(name, "entry \(index + 1) is not a call of the XML API, skipped")
      }
    }
    if skipped > 0 {
      reader.note(
        name,
        "\(skipped) of \(archive.log.entries.count) entries skipped: not calls of the XML API"
      )
    }
  }

  private func read(_ entry: HARArchive.Entry, _ number: Int) {
    let request = read(
      entry.request?.postData, name.part("entry \(number) request"), .request, answering: nil)
    let name = name.part("entry \(number) response")
    if let status = entry.response?.status, status != 200 {
      reader.note(name, "HTTP status \(status); the XML API always answers 200")
    }
    _ = read(entry.response?.content, name, .response, answering: request)
  }

  /// Reads a body.
  ///
  /// - Returns: What the reader keeps of it, if it is a request.
  private func read(
    _ content: HARArchive.Content?, _ name: DocumentName, _ direction: DocumentDirection,
    answering request: Reader.Request?
  ) -> Reader.Request? {
    guard let content, content.text != nil else {
      reader.note(name, "its body was not saved")
      return nil
    }
    guard let bytes = content.bytes else {
      reader.failure(name, "cannot be read: its body is not base64")
      return nil
    }
    return reader.read(
      Document(
        name: name, source: PieceSource(BytesReader(bytes)), direction: direction,
        request: request)
    ).request
  }
}
