import Bytes

/// Reads packets that follow one another in one input, each with a verdict of its own.
///
/// A packet ends where something follows its root. After a fatal finding the next one is searched for: an XML declaration, or
/// the start tag of `packet`. What is skipped on the way is reported.
struct ConcatenatedReading<Reader: DocumentReader> {
  let reader: Reader
  let name: DocumentName
  /// What the packets are, as the caller knows; nil if each packet shows it.
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
      // What is cut has been read to the end of the input.
      guard let fatal = end.fatal, !cursor.isAtEnd || !end.isTruncated else { continue }
      cursor.go(to: start.followed(by: fatal))
      // What starts at the place of the error may be the next packet, but not this one again.
      if fatal.byteOffset == 0 { cursor.advance(1) }
      try skipToPacket(cursor)
    }
  }

  /// Skips whitespace.
  ///
  /// - Returns: Whether anything follows it.
  private func skipWhitespace(_ cursor: InputCursor) throws(InputError) -> Bool {
    while true {
      let blanks = cursor.first(.max).prefix {
        $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09
      }
      cursor.advance(blanks.count)
      if cursor.count > 0 { return true }
      guard reader.shouldContinue(mayWait: cursor.mayWait), try cursor.fill() != false
      else { return false }
    }
  }

  /// Skips what is not the start of a packet, and reports it.
  private func skipToPacket(_ cursor: InputCursor) throws(InputError) {
    var skipped = SkippedBytes(cursor)
    let longest = 8
    while true {
      let rest = cursor.first(.max)
      let found = rest.indices.first { PacketStart.isPacket(rest[$0...]) }
      // What is too short to be certain waits for more.
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
      ? "the next packet starts on line \(cursor.place.line)" : "no packet starts there"
    reader.note(name, "after the error, \(bytes) are passed over; \(next)")
  }
}
