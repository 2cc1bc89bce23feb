import Decompression

/// Reads HTTP messages as `curl -i` or a socket recorded them, and the packets in their bodies.
///
/// A response is checked against the request that it answers. It is written by hand because every
/// finding needs its location in the file, around headers and chunk sizes, which HTTP libraries do
/// not keep, and because captures are cut and edited in ways that they refuse.
final class HTTPReading<Reader: DocumentReader> {
  private let reader: Reader
  private let limits: DecompressionLimits
  private let name: DocumentName
  private let cursor: InputCursor
  /// Requests that have no response yet.
  private var waiting: [Request] = []
  private var requests = 0
  private var responses = 0

  private struct Request {
    var method: String
    /// What the reader kept of it.
    var kept: Reader.Request?
  }

  /// Requests that may wait for their responses; any more are not matched with one.
  private static var mostWaiting: Int { 1000 }

  init(
    _ reader: Reader, _ limits: DecompressionLimits, longestToken: Int, _ name: DocumentName,
    _ pieces: any PieceReader
  ) {
    self.reader = reader
    self.limits = limits
    self.name = name
    cursor = InputCursor(pieces, longestToken: longestToken)
  }

  func read() throws(InputError) {
    while try findMessage() {
      switch try HTTPHead.read(cursor) {
      case .success(let head):
        switch head.start {
        case .request(let method):
          requests += 1
          if !(try read(head, requestBy: method)) { return }
        case .response(let status, let reason):
          // An interim response is followed by another one.
          if (100..<200).contains(status), status != 101 { continue }
          if !(try read(head, status, reason)) { return }
        }
      case .failure(let refusal):
        if !reader.shouldContinue(mayWait: false) { return }
        reader.failure(name, "the HTTP header \(refusal.reason)")
        return
      }
    }
  }

  /// Skips to the next message, and reports what was skipped unless it is whitespace.
  ///
  /// - Returns: Whether there is one.
  private func findMessage() throws(InputError) -> Bool {
    var skipped = SkippedBytes(cursor)
    var isLineStart = true
    defer {
      if let bytes = skipped.description {
        reader.note(name, "\(bytes) are not an HTTP message and were skipped")
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
            skipped.skip(index - rest.startIndex)
            return true
          case .perhaps:
            isCertain = false
            break search
          case .no: break
          }
        }
        // After a body that does not end in a line end, the next message follows directly.
        isLineStart = rest[index] == 0x0A || rest[index] == UInt8(ascii: ">")
        index += 1
      }
      skipped.skip(index - rest.startIndex)
      if isCertain, cursor.isAtEnd { return false }
      guard reader.shouldContinue(mayWait: cursor.mayWait || !isCertain), try cursor.fill() != nil
      else { return false }
    }
  }

  /// - Returns: Whether to continue.
  private func read(_ head: HTTPHead, requestBy method: String) throws(InputError) -> Bool {
    var request = Request(method: method)
    let name = name.part("request \(requests)")
    if method != "POST", !head.isChunked, head.contentLength ?? 0 == 0 {
      reader.note(name, "\(method) without a body, skipped")
    } else {
      guard let end = try read(head, name, .request, nil) else { return false }
      request.kept = end.request
    }
    if waiting.count < Self.mostWaiting { waiting.append(request) }
    return true
  }

  /// - Returns: Whether to continue.
  private func read(
    _ head: HTTPHead, _ status: Int, _ reason: String
  ) throws(InputError) -> Bool {
    // `curl -i` also shows intermediate responses, without their bodies: from a proxy, before
    // authentication, or from where a redirect was answered.
    let hasNoBody =
      [101, 204, 304].contains(status) || waiting.first?.method == "HEAD"
      || (waiting.first?.method == "CONNECT" && status < 300)
      || (reason.lowercased() == "connection established" && head.contentLength == nil)
    guard let isIntermediate = hasNoBody ? true : try isMessageNext() else { return false }
    if isIntermediate {
      // Keep the last request: it may be the one that `curl` sent again.
      if waiting.count > 1 || ["CONNECT", "HEAD"].contains(waiting.first?.method) {
        waiting.removeFirst()
      }
      return true
    }
    responses += 1
    let name = name.part("response \(responses)")
    let request = waiting.isEmpty ? nil : waiting.removeFirst()
    if status != 200 {
      reader.note(name, "HTTP status \(status) \(reason); the XML API always answers 200")
    }
    if let type = head.contentType, !type.lowercased().contains("xml") {
      reader.note(name, "the Content-Type is \(type), not XML")
    }
    return try read(head, name, .response, request?.kept) != nil
  }

  /// Reads a body.
  ///
  /// - Parameter request: What the reader kept of the request that it answers.
  /// - Returns: How its document ended; nil if reading must stop.
  private func read(
    _ head: HTTPHead, _ name: DocumentName, _ direction: DocumentDirection,
    _ request: Reader.Request?
  ) throws(InputError) -> DocumentEnd<Reader.Request>? {
    guard let (framing, compression) = try form(head) else { return nil }
    if let coding = head.unreadableCoding {
      reader.note(name, "the Content-Encoding \(coding) is not supported")
    }
    let body = HTTPBody(cursor, framing)
    var decompressed: DecompressedReader?
    if let compression { decompressed = try DecompressedReader(body, compression, limits) }
    var document = Document(
      name: name, source: HTTPBodySource(body, cursor, decompressed: decompressed),
      direction: direction, request: request)
    if compression == nil, case .open = framing { document.endsAtNext = true }
    let end = reader.read(document)
    let shouldContinue = try skipRest(of: body, isDocument: compression == nil, end)
    if let shortfall = decompressed?.shortfall ?? body.shortfall {
      reader.failure(name, shortfall)
    }
    if let remark = decompressed?.remark { reader.note(name, remark) }
    return shouldContinue ? end : nil
  }

  /// Skips the rest of a body. After a broken document in an open body, the search for the next
  /// message starts where the document broke off.
  ///
  /// - Parameter isDocument: Whether the bytes of the body are those of the document.
  /// - Returns: Whether to continue.
  private func skipRest(
    of body: HTTPBody, isDocument: Bool, _ end: DocumentEnd<Reader.Request>
  ) throws(InputError) -> Bool {
    if !reader.shouldContinue(mayWait: false) { return false }
    if case .open = body.framing, isDocument {
      if let fatal = end.fatal, !end.isTruncated { cursor.go(to: body.place(inFile: fatal)) }
      return true
    }
    var rest: [UInt8] = []
    while !body.hasEnded {
      guard reader.shouldContinue(mayWait: body.mayWait), try body.read(into: &rest) != nil
      else { return false }
    }
    return true
  }

  /// How the body is framed and compressed; nil after an interruption.
  ///
  /// `curl` may have decoded the body, so that the headers no longer describe it: then it starts
  /// like XML.
  private func form(
    _ head: HTTPHead
  ) throws(InputError) -> (framing: HTTPBody.Framing, compression: CompressionFormat?)? {
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

  /// Whether another message directly follows the head; nil after an interruption.
  private func isMessageNext() throws(InputError) -> Bool? {
    guard try cursor.fill(while: { HTTPStart.judge($0, isAll: false) == .perhaps }) != nil
    else { return nil }
    return HTTPStart.judge(cursor.first(.max), isAll: cursor.isAtEnd) == .yes
  }
}
