import Bytes
import PleskPackets

/// The packet in an HTTP body.
final class HTTPBodySource: ByteSource {
  private let body: HTTPBody
  private let cursor: InputCursor
  /// The body, or what comes of it when it is decompressed.
  private let reader: any PieceReader
  private let isDecompressed: Bool
  private var window = PieceWindow()

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
    let count = try window.read(from: reader)
    guard count != nil, count != 0 else { return count }
    let bytes = window.bytes
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

  func bytes(in range: Range<Int>) -> [UInt8] { window.bytes(in: range) }

  func outerPlace(of place: Location) -> OuterPlace? {
    OuterPlace(
      location: isDecompressed ? body.start : body.place(inFile: place), tellsInner: true)
  }
}
