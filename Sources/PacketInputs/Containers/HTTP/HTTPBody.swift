import Platform
import Bytes

/// The bytes of an HTTP body, framed by a length, in chunks, or by the end of the packet in it.
final class HTTPBody: PieceReader {
  enum Framing {
    case length(Int)
    case chunked
    /// Up to the end of the packet in it, or of the input.
    case open
  }

  /// What comes next in the body.
  private enum FramePosition {
    /// This many more bytes of the body, or of a chunk.
    case data(Int)
    case chunkSize
    case endOfChunk
    case trailer
    case ended
  }

  private let cursor: InputCursor
  let framing: Framing
  /// Where the body starts in the file.
  let start: Location
  private var position: FramePosition
  private var map = ChunkMap()
  private var body = PlaceCounter()
  private(set) var shortfall: String?

  private static var pieceSize: Int { 64 * 1024 }
  static var longestLine: Int { 8 * 1024 }

  init(_ cursor: InputCursor, _ framing: Framing) {
    self.cursor = cursor
    self.framing = framing
    start = cursor.place
    switch framing {
    case .length(let count): position = .data(count)
    case .chunked: position = .chunkSize
    case .open: position = .data(.max)
    }
  }

  private var isChunked: Bool { if case .chunked = framing { true } else { false } }
  private var isOpen: Bool { if case .open = framing { true } else { false } }

  var mayWait: Bool { cursor.mayWait }
  var remark: String? { nil }

  /// Whether the end of the body has been reached.
  var hasEnded: Bool { if case .ended = position { true } else { false } }

  func read(into piece: inout [UInt8]) throws(InputError) -> Int? {
    piece.removeAll(keepingCapacity: true)
    while true {
      switch position {
      case .ended: return piece.count
      case .data(0):
        position = isChunked ? .endOfChunk : .ended
      case .data(let left):
        if piece.count >= Self.pieceSize { return piece.count }
        if cursor.count == 0 {
          // Return what there is rather than wait for more.
          if !piece.isEmpty { return piece.count }
          guard let hasMore = try cursor.fill() else { return nil }
          if !hasMore { end(short: left) }
          continue
        }
        take(left, into: &piece)
      case .chunkSize, .endOfChunk, .trailer:
        if !piece.isEmpty, !cursor.first(.max).contains(0x0A) { return piece.count }
        let place = cursor.place
        guard let line = try cursor.line(upTo: Self.longestLine) else {
          if Interruption.hasHappened { return nil }
          end(
            cursor.isAtEnd
              ? "the body ends early, before its last chunk"
              : "the chunked body is damaged on line \(place.line)")
          continue
        }
        pass(line, at: place)
      }
    }
  }

  /// Takes bytes that are in memory.
  private func take(_ left: Int, into piece: inout [UInt8]) {
    let count = min(left, cursor.count, Self.pieceSize)
    let bytes = cursor.first(count)
    if isChunked {
      // A chunk may end between CR and LF. In the file, the LF then comes after the next chunk's
      // header, and ends a line of its own there.
      if body.isAfterCR, bytes.first == 0x0A {
        body.advance(over: Array(bytes.prefix(1)).span)
        take(bytes.prefix(1), into: &piece)
        position = .data(left - 1)
        return
      }
      map.add(inBody: body.location, inFile: cursor.place)
      body.advance(over: Array(bytes).span)
    }
    take(bytes, into: &piece)
    position = .data(isOpen ? left : left - count)
  }

  private func take(_ bytes: ArraySlice<UInt8>, into piece: inout [UInt8]) {
    piece += bytes
    cursor.advance(bytes.count)
  }

  /// Continues after a line of the framing.
  private func pass(_ line: ArraySlice<UInt8>, at place: Location) {
    switch position {
    case .endOfChunk where line.isEmpty: position = .chunkSize
    case .trailer: if line.isEmpty { position = .ended }
    case .chunkSize:
      let digits = line.prefix(while: Self.isDigit)
      guard Self.isChunkSize(line + [0x0D]) == true,
        let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
      else { return end("the chunked body is damaged on line \(place.line)") }
      position = size == 0 ? .trailer : .data(size)
    default: end("the chunked body is damaged on line \(place.line)")
    }
  }

  /// Whether a chunk header starts here; nil if more bytes are needed to know.
  static func isChunkSize(_ bytes: ArraySlice<UInt8>) -> Bool? {
    let digits = bytes.prefix(17).prefix(while: isDigit)
    guard let next = bytes.dropFirst(digits.count).first else { return nil }
    return (1...16).contains(digits.count)
      && [0x0D, 0x0A, 0x20, 0x09, UInt8(ascii: ";")].contains(next)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }

  private func end(_ shortfall: String) {
    self.shortfall = shortfall
    position = .ended
  }

  /// Ends the body because the input has ended.
  private func end(short left: Int) {
    switch framing {
    case .open: position = .ended
    case .chunked: end("the body ends early: \(left) bytes of a chunk are missing")
    case .length(let count):
      end("the body ends early: it has \(count - left) bytes, but its Content-Length is \(count)")
    }
  }

  /// The place in the file of a place in the body.
  func place(inFile place: Location) -> Location {
    isChunked ? map.place(inFile: place) : start.followed(by: place)
  }

  /// Ends an open body at a place, and goes back there.
  func end(at place: Location) {
    cursor.go(to: start.followed(by: place))
    position = .ended
  }
}
