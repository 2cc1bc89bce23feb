/// Decompresses a file piece by piece, in bounded memory: one stream, or several one behind the other.
package final class Decompressor {
  private enum State {
    case inStream
    /// Between streams: what has come of the start of the next one.
    case betweenStreams([UInt8])
    /// Behind the last stream: how many bytes are there that belong to none.
    case behind(Int)
    /// What has come before the damage has been given.
    case failed(DecompressionError)
  }

  package let format: CompressionFormat
  private let decoder: any StreamDecoder
  private var state = State.inStream
  /// Whether the decoder may have more for us although it has taken all bytes.
  private var hasMore = false

  /// The most bytes that come at once.
  package static var pieceSize: Int { 64 * 1024 }

  package init(_ format: CompressionFormat) throws(DecompressionError) {
    self.format = format
    decoder = try format.decoder()
  }

  /// Whether the bytes so far end where a stream ends.
  package var isComplete: Bool {
    switch state {
    case .inStream: false
    case .betweenStreams(let start): start.isEmpty
    case .behind: true
    case .failed: false
    }
  }

  /// Bytes behind the last stream that are no part of any; zeros do not count.
  package var surplus: Int {
    if case .behind(let count) = state { count } else { 0 }
  }

  private var hasFailed: Bool { if case .failed = state { true } else { false } }

  /// Decompresses the next bytes.
  ///
  /// - Parameters:
  ///   - input: What has not been taken yet, and what has come after that.
  ///   - output: Gets the bytes that come of it, in place of what is in it: at most `pieceSize`.
  /// - Returns: How many bytes of the input have been taken. When nothing has been and nothing comes, more are needed.
  package func decompress(
    _ input: Span<UInt8>, into output: inout [UInt8]
  ) throws(DecompressionError) -> Int {
    var taken = 0
    output.removeAll(keepingCapacity: true)
    while output.isEmpty, taken < input.count || hasMore || hasFailed {
      taken += try advance(input.extracting(taken..<input.count), &output)
    }
    return taken
  }

  private func advance(
    _ input: Span<UInt8>, _ output: inout [UInt8]
  ) throws(DecompressionError) -> Int {
    switch state {
    case .inStream:
      let step = decode(input, &output)
      if step.isAtEnd { state = .betweenStreams([]) }
      if let failure = step.failure {
        state = .failed(failure)
        if output.isEmpty { throw failure }
      }
      hasMore = !step.isAtEnd && step.made == Self.pieceSize
      return step.taken
    case .betweenStreams(let start):
      return try lookForStream(start, input)
    case .failed(let failure): throw failure
    case .behind(let count):
      state = .behind(count + input.count)
      return input.count
    }
  }

  /// Looks at the first bytes behind a stream, which may be those of another one. Zeros fill a block of a tape, or align.
  private func lookForStream(
    _ start: [UInt8], _ input: Span<UInt8>
  ) throws(DecompressionError) -> Int {
    var start = start
    for index in input.indices {
      if start.isEmpty, input[index] == 0 { continue }
      start.append(input[index])
      switch format.starts(start.span) {
      case .perhaps: continue
      case .no: state = .behind(start.count)
      case .yes:
        try decoder.restart()
        var nothing: [UInt8] = []
        // These few bytes are the stream's header, of which nothing comes.
        let step = decode(start.span, &nothing)
        state = step.failure.map { .failed($0) } ?? .inStream
      }
      return index + 1
    }
    state = .betweenStreams(start)
    return input.count
  }

  private func decode(_ input: Span<UInt8>, _ output: inout [UInt8]) -> DecodingStep {
    var step = DecodingStep()
    unsafe output = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { room, count in
      step = unsafe decoder.decode(input, into: UnsafeMutableRawBufferPointer(room))
      // The decoder has written so many.
      count = step.made
    }
    return step
  }
}
