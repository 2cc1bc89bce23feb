import Decompression
import PleskPackets

/// Reads what `curl -i` or a socket wrote: HTTP messages one after the other, and the packets in their bodies.
///
/// A response is held against the request before it that it answers.
final class HTTPReading {
  private let packets: PacketReading
  private let limits: DecompressionLimits
  private let file: String
  private let cursor: InputCursor
  private let tell: (ReportItem) -> Void
  private let pause: (_ mayWait: Bool) -> Bool
  /// Requests that have no response yet.
  private var waiting: [Request] = []
  private var requests = 0
  private var responses = 0

  private struct Request {
    var method: String
    var asked: DownloadStatusRequest?
  }

  /// Requests that may wait for their responses; of more, the exchange is not known.
  private static var mostWaiting: Int { 1000 }

  init(
    _ packets: PacketReading, _ limits: DecompressionLimits, _ file: String,
    _ reader: any PieceReader, tell: @escaping (ReportItem) -> Void,
    pause: @escaping (_ mayWait: Bool) -> Bool
  ) {
    self.packets = packets
    self.limits = limits
    self.file = file
    cursor = InputCursor(reader, packets.packetOptions.limits)
    self.tell = tell
    self.pause = pause
  }

  func read() throws(ReadingError) {
    while try findMessage() {
      switch try HTTPHead.read(cursor) {
      case .success(let head):
        switch head.start {
        case .request(let method):
          requests += 1
          if !(try read(head, requestBy: method)) { return }
        case .response(let status, let reason):
          // An interim response announces another one.
          if (100..<200).contains(status), status != 101 { continue }
          if !(try read(head, status, reason)) { return }
        }
      case .failure(let refusal):
        if !pause(false) { return }
        tell(.failure(PacketName(file), "the HTTP header \(refusal.reason)"))
        return
      }
    }
  }

  /// Passes what is before the next message, and tells it unless it is blank.
  ///
  /// - Returns: Whether there is one.
  private func findMessage() throws(ReadingError) -> Bool {
    var passed = PassedBytes(cursor)
    var isLineStart = true
    defer {
      if let bytes = passed.description {
        tell(.note(PacketName(file), "\(bytes) are no HTTP message and are passed over"))
      }
    }
    while true {
      let rest = cursor.first(.max)
      var index = rest.startIndex
      var isCertain = true
      search: while index < rest.endIndex {
        if isLineStart {
          switch HTTPStart.judge(rest[index...], isAll: cursor.isAtEnd) {
          case .yes:
            passed.pass(index - rest.startIndex)
            return true
          case .perhaps:
            isCertain = false
            break search
          case .no: break
          }
        }
        // A body without a line end at its end is followed by the next message at once.
        isLineStart = rest[index] == 0x0A || rest[index] == UInt8(ascii: ">")
        index += 1
      }
      passed.pass(index - rest.startIndex)
      if isCertain, cursor.isAtEnd { return false }
      guard pause(cursor.mayWait || !isCertain), try cursor.fill() != nil else { return false }
    }
  }

  /// - Returns: Whether to go on.
  private func read(_ head: HTTPHead, requestBy method: String) throws(ReadingError) -> Bool {
    var request = Request(method: method)
    let name = PacketName(file, part: "request \(requests)")
    if method != "POST", !head.isChunked, head.contentLength ?? 0 == 0 {
      tell(.note(name, "\(method) without a body is passed over"))
    } else {
      guard let outcome = try read(head, name, kind: .request, nil) else { return false }
      if outcome.summary?.verdict == .valid { request.asked = outcome.asked.request }
    }
    if waiting.count < Self.mostWaiting { waiting.append(request) }
    return true
  }

  /// - Returns: Whether to go on.
  private func read(
    _ head: HTTPHead, _ status: Int, _ reason: String
  ) throws(ReadingError) -> Bool {
    // `curl -i` shows what was answered on the way, without bodies: by a proxy, before logging in, or elsewhere.
    let hasNoBody =
      [101, 204, 304].contains(status) || waiting.first?.method == "HEAD"
      || (waiting.first?.method == "CONNECT" && status < 300)
      || (reason.lowercased() == "connection established" && head.contentLength == nil)
    guard let isOnTheWay = hasNoBody ? true : try isMessageNext() else { return false }
    if isOnTheWay {
      // The last request that was seen may be the one that `curl` sent again.
      if waiting.count > 1 || ["CONNECT", "HEAD"].contains(waiting.first?.method) {
        waiting.removeFirst()
      }
      return true
    }
    responses += 1
    let name = PacketName(file, part: "response \(responses)")
    let request = waiting.isEmpty ? nil : waiting.removeFirst()
    if status != 200 {
      tell(
        .note(
          name, "HTTP status \(status) \(reason); the XML API answers 200 always"
        ))
    }
    if let type = head.contentType, !type.lowercased().contains("xml") {
      tell(.note(name, "the Content-Type is \(type), not XML"))
    }
    return try read(head, name, kind: .response, request?.asked) != nil
  }

  /// Reads a body.
  ///
  /// - Returns: How its packet ended; nil if nothing more is to be read.
  private func read(
    _ head: HTTPHead, _ name: PacketName, kind: PacketKind, _ asked: DownloadStatusRequest?
  ) throws(ReadingError) -> PacketReading.Outcome? {
    guard let (framing, compression) = try form(head) else { return nil }
    if let coding = head.unreadableCoding {
      tell(
        .note(name, "the Content-Encoding \(coding) cannot be decoded here"))
    }
    var packets = packets.reading(kind, answering: asked)
    let body = HTTPBody(cursor, framing)
    var decompressed: DecompressedReader?
    if let compression {
      decompressed = try DecompressedReader(body, compression, limits)
    } else if case .open = framing {
      packets.packetOptions.endsBehindRoot = true
    }
    let source = HTTPBodySource(body, cursor, decompressed: decompressed)
    let outcome = packets.read(source, name, tell: tell, pause: pause)
    let goesOn = try passRest(of: body, isPacket: compression == nil, outcome)
    if let shortfall = decompressed?.shortfall ?? body.shortfall {
      tell(.failure(name, shortfall))
    }
    if let remark = decompressed?.remark { tell(.note(name, remark)) }
    return goesOn ? outcome : nil
  }

  /// Goes to the end of a body that was not read to its end. Behind a packet in an open one, the next message is looked for from
  /// where its fatal finding is.
  ///
  /// - Parameter isPacket: Whether the bytes of the body are those of the packet.
  /// - Returns: Whether to go on.
  private func passRest(
    of body: HTTPBody, isPacket: Bool, _ outcome: PacketReading.Outcome
  ) throws(ReadingError) -> Bool {
    if !pause(false) { return false }
    if case .open = body.framing, isPacket {
      if let fatal = outcome.fatal, fatal.rule != .truncated {
        cursor.go(to: body.place(inFile: fatal.location))
      }
      return true
    }
    var rest: [UInt8] = []
    while !body.hasEnded {
      guard pause(body.mayWait), try body.read(into: &rest) != nil else { return false }
    }
    return true
  }

  /// How the body is framed and compressed; nil after an interruption.
  ///
  /// What `curl` has decoded is not any more as the headers say: then the body starts as XML does.
  private func form(
    _ head: HTTPHead
  ) throws(ReadingError) -> (framing: HTTPBody.Framing, compression: CompressionFormat?)? {
    if head.isChunked {
      guard try cursor.fill(while: { HTTPBody.isChunkSize($0) == nil }) != nil else { return nil }
      if HTTPBody.isChunkSize(cursor.first(HTTPBody.longestLine)) ?? true {
        return (.chunked, head.compression)
      }
    }
    let length = head.isChunked ? nil : head.contentLength
    guard length != 0 else { return (.length(0), nil) }
    if let format = head.compression {
      guard try cursor.fill(1) != nil else { return nil }
      let first = cursor.first(1).first ?? 0x1F
      let isCompressed =
        switch format {
        case .gzip: first == 0x1F
        case .zstd: first == 0x28 || (0x50...0x5F).contains(first)
        default: first != UInt8(ascii: "<")
        }
      if !isCompressed { return (.open, nil) }
      return (length.map { .length($0) } ?? .open, format)
    }
    return (length.map { .length($0) } ?? .open, nil)
  }

  /// Whether another message follows the head at once; nil after an interruption.
  private func isMessageNext() throws(ReadingError) -> Bool? {
    guard try cursor.fill(while: { HTTPStart.judge($0, isAll: false) == .perhaps }) != nil
    else { return nil }
    return HTTPStart.judge(cursor.first(.max), isAll: cursor.isAtEnd) == .yes
  }
}
