/// Decompresses a file in bounded memory, piece by piece: one stream, or several in a row.
package final class Decompressor {
  private enum State {
    case inStream
    /// Between streams, with the bytes that may be the start of the next one.
    case betweenStreams([UInt8])
    /// After the last stream, with the number of bytes that belong to no stream.
    case ended(surplus: Int)
    /// The data is damaged. Everything before the damage has been delivered.
    case failed(DecompressionError)
  }

  package let format: CompressionFormat
  private let decoder: any StreamDecoder
  private var state = State.inStream
  /// Whether the decoder may have more output although it has taken all input.
  private var hasMore = false

  /// The most bytes that one call puts out.
  package static var pieceSize: Int { 64 * 1024 }

  package init(_ format: CompressionFormat) throws(DecompressionError) {
    self.format = format
    decoder = try format.decoder()
  }

  /// Whether the last stream so far is complete.
  package var isComplete: Bool {
    switch state {
    case .inStream: false
    case .betweenStreams(let start): start.isEmpty
    case .ended: true
    case .failed: false
    }
  }

  /// How many bytes follow the last stream and belong to no stream. Zeros do not count.
  package var surplus: Int {
    if case .ended(let surplus) = state { surplus } else { 0 }
  }

  private var hasFailed: Bool { if case .failed = state { true } else { false } }

  /// Decompresses the next bytes.
  ///
  /// - Parameters:
  ///   - input: The bytes that have not been taken yet, followed by new ones.
  ///   - output: Its content is replaced by the decompressed bytes, at most `pieceSize`.
  /// - Returns: How many bytes of the input have been taken. If this is 0 and the output is empty,
  ///   more input is needed.
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
    case .ended(let surplus):
      state = .ended(surplus: surplus + input.count)
      return input.count
    }
  }

  /// Checks whether the bytes after a stream start another one. Zeros are skipped: they pad a tape
  /// block or align the next stream.
  private func lookForStream(
    _ start: [UInt8], _ input: Span<UInt8>
  ) throws(DecompressionError) -> Int {
    var start = start
    for index in input.indices {
      if start.isEmpty, input[index] == 0 { continue }
      start.append(input[index])
      switch format.starts(start.span) {
      case .perhaps: continue
      case .no: state = .ended(surplus: start.count)
      case .yes:
        try decoder.restart()
        var nothing: [UInt8] = []
        // These few bytes are the stream's header, which produces no output.
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
      // The decoder has written this many bytes.
      count = step.made
    }
    return step
  }
}
