import Platform
import Bytes

/// The bytes of an HTTP body, as the message frames them: by a length, in chunks, or up to whatever follows.
final class HTTPBody: PieceReader {
  enum Framing {
    case length(Int)
    case chunked
    /// To the end of the packet in it, or of the input.
    case open
  }

  private enum State {
    /// So many bytes are left of the body, or of a chunk.
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
  private var state: State
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
    case .length(let count): state = .data(count)
    case .chunked: state = .chunkSize
    case .open: state = .data(.max)
    }
  }

  private var isChunked: Bool { if case .chunked = framing { true } else { false } }
  private var isOpen: Bool { if case .open = framing { true } else { false } }

  var mayWait: Bool { cursor.mayWait }
  var remark: String? { nil }

  /// Whether the message says where the body ends, and that is reached.
  var hasEnded: Bool { if case .ended = state { true } else { false } }

  func read(into piece: inout [UInt8]) throws(InputError) -> Int? {
    piece.removeAll(keepingCapacity: true)
    while true {
      switch state {
      case .ended: return piece.count
      case .data(0):
        state = isChunked ? .endOfChunk : .ended
      case .data(let left):
        if piece.count >= Self.pieceSize { return piece.count }
        if cursor.count == 0 {
          // What has gathered does not wait for more.
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
              ? "the body ends early, inside its chunks"
              : "the chunks of the body are damaged on line \(place.line)")
          continue
        }
        pass(line, at: place)
      }
    }
  }

  /// Takes bytes that are at hand.
  private func take(_ left: Int, into piece: inout [UInt8]) {
    let count = min(left, cursor.count, Self.pieceSize)
    let bytes = cursor.first(count)
    if isChunked {
      // An LF that only ends a CRLF of the body stands in the file behind the frame, where it ends a line of its own.
      if body.isBehindCR, bytes.first == 0x0A {
        body.advance(over: Array(bytes.prefix(1)).span)
        take(bytes.prefix(1), into: &piece)
        state = .data(left - 1)
        return
      }
      map.add(inBody: body.location, inFile: cursor.place)
      body.advance(over: Array(bytes).span)
    }
    take(bytes, into: &piece)
    state = .data(isOpen ? left : left - count)
  }

  private func take(_ bytes: ArraySlice<UInt8>, into piece: inout [UInt8]) {
    piece += bytes
    cursor.advance(bytes.count)
  }

  /// Goes on behind a line of the frame.
  private func pass(_ line: ArraySlice<UInt8>, at place: Location) {
    switch state {
    case .endOfChunk where line.isEmpty: state = .chunkSize
    case .trailer: if line.isEmpty { state = .ended }
    case .chunkSize:
      let digits = line.prefix(while: Self.isDigit)
      guard Self.isChunkSize(line + [0x0D]) == true,
        let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
      else { return end("the chunks of the body are damaged on line \(place.line)") }
      state = size == 0 ? .trailer : .data(size)
    default: end("the chunks of the body are damaged on line \(place.line)")
    }
  }

  /// Whether the line that gives a chunk's size starts here; nil if it may.
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
    state = .ended
  }

  /// Ends it because the input does.
  private func end(short left: Int) {
    switch framing {
    case .open: state = .ended
    case .chunked: end("the body ends early: \(left) bytes of a chunk are missing")
    case .length(let count):
      end("the body ends early: it has \(count - left) bytes, and its Content-Length is \(count)")
    }
  }

  /// The place in the file of one in the body.
  func place(inFile place: Location) -> Location {
    isChunked ? map.place(inFile: place) : start.followed(by: place)
  }

  /// Goes back to a place of an open body, where it ends.
  func end(at place: Location) {
    cursor.go(to: start.followed(by: place))
    state = .ended
  }
}
