import Bytes

/// Reads packets that follow one another in one input; each gets its own verdict.
///
/// A packet ends where something follows its root. After a fatal finding, reading continues at the
/// next XML declaration or start tag of `packet`. The bytes skipped in between are reported.
struct ConcatenatedReading<Reader: DocumentReader> {
  let reader: Reader
  let name: DocumentName
  /// Whether the packets are requests or responses; nil: detected per packet.
  let direction: DocumentDirection?
  let longestToken: Int

  func read(_ pieces: any PieceReader) throws(InputError) {
    let cursor = InputCursor(pieces, longestToken: longestToken)
    var number = 0
    while try skipWhitespace(cursor) || number == 0 {
      number += 1
      let start = cursor.place
      var document = Document<Reader.Request>(
        name: name.part("packet \(number)"), source: ConcatenatedSource(cursor),
        direction: direction)
      document.endsAtNext = true
      let end = reader.read(document)
      if !end.isJudged { return }
      // A truncated packet has been read to the end of the input.
      guard let fatal = end.fatal, !cursor.isAtEnd || !end.isTruncated else { continue }
      cursor.go(to: start.followed(by: fatal))
      // The next packet may start at the place of the error, but this one must not be read again.
      if fatal.byteOffset == 0 { cursor.advance(1) }
      try skipToPacket(cursor)
    }
  }

  /// Skips whitespace.
  ///
  /// - Returns: Whether anything follows it.
  private func skipWhitespace(_ cursor: InputCursor) throws(InputError) -> Bool {
    while true {
      let whitespace = cursor.first(.max).prefix {
        $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09
      }
      cursor.advance(whitespace.count)
      if cursor.count > 0 { return true }
      guard reader.shouldContinue(mayWait: cursor.mayWait), try cursor.fill() != false
      else { return false }
    }
  }

  /// Skips to the start of the next packet, and reports what was skipped.
  private func skipToPacket(_ cursor: InputCursor) throws(InputError) {
    var skipped = SkippedBytes(cursor)
    let longest = 8
    while true {
      let rest = cursor.first(.max)
      let found = rest.indices.first { PacketStart.isPacket(rest[$0...]) }
      // The last bytes may be the start of one, so they wait for more.
      let end =
        found ?? max(rest.startIndex, cursor.isAtEnd ? rest.endIndex : rest.endIndex - longest)
      skipped.skip(end - rest.startIndex)
      if found != nil { break }
      if cursor.isAtEnd { break }
      guard reader.shouldContinue(mayWait: cursor.mayWait), try cursor.fill() != nil
      else { return }
    }
    guard let bytes = skipped.description else { return }
    let next =
      cursor.count > 0
      ? "the next packet starts on line \(cursor.place.line)" : "no packet follows"
    reader.note(name, "after the error, \(bytes) were skipped; \(next)")
  }
}
