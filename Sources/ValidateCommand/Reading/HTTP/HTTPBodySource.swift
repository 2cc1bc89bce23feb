import PleskPackets

/// The packet in an HTTP body.
final class HTTPBodySource: ByteSource {
  private let body: HTTPBody
  private let cursor: InputCursor
  /// The body, or what comes of it when it is decompressed.
  private let reader: any PieceReader
  private let isDecompressed: Bool
  private var piece: [UInt8] = []
  /// Bytes of the packet before those of the piece.
  private var offset = 0

  init(_ body: HTTPBody, _ cursor: InputCursor, decompressed reader: (any PieceReader)?) {
    self.body = body
    self.cursor = cursor
    self.reader = reader ?? body
    isDecompressed = reader != nil
  }

  var mayWait: Bool { reader.mayWait }

  func feed(
    _ parser: inout PacketParser, _ comparison: EngineComparison?
  ) throws(ReadingError) -> Int? {
    offset += piece.count
    piece = []
    let count = try reader.read(into: &piece)
    guard count != nil, count != 0 else { return count }
    let bytes = piece
    try parser.take(bytes.span, comparison)
    guard let end = parser.endOfPacket else { return count }
    let behind = cursor.place
    body.end(at: end)
    _ = try cursor.fill(while: { HTTPStart.judge($0, isAll: false) == .perhaps })
    if HTTPStart.judge(cursor.first(.max), isAll: cursor.isAtEnd) == .yes { return 0 }
    // What follows is no message: then it is an error of the packet.
    cursor.go(to: behind)
    try parser.take(Span(), comparison)
    return 0
  }

  func bytes(in range: Range<Int>) -> [UInt8] {
    let here = range.clamped(to: offset..<(offset + piece.count))
    guard here.lowerBound == range.lowerBound, !here.isEmpty else { return [] }
    return Array(piece[(here.lowerBound - offset)..<(here.upperBound - offset)])
  }

  func outerPlace(of place: Location) -> OuterPlace? {
    OuterPlace(
      location: isDecompressed ? body.start : body.place(inFile: place), tellsInner: true)
  }
}
