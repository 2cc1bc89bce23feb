import ExpatSAX
import PleskPackets

/// A file, or standard input: its bytes as those of one packet, or piece by piece.
///
/// The first bytes are read ahead, to recognise what it holds.
final class FileSource {
  private let file: InputFile
  let size: Int?
  /// The first bytes, which have been read ahead; empty when they have been passed on and are of no further use.
  private(set) var start: [UInt8] = []
  private var startIsWaiting = false
  private var isAtEnd = false

  init(_ file: consuming InputFile) {
    size = file.size
    self.file = file
  }

  /// Reads the first bytes, as many as it takes to be certain of something.
  ///
  /// - Parameter recognise: Gets the bytes so far, and whether there are no more; nil if it needs more.
  /// - Returns: What it said; nil if a signal interrupted.
  func lookAhead<Answer>(
    _ recognise: (_ start: Span<UInt8>, _ isAll: Bool) -> Answer?
  ) throws(ReadingError) -> Answer? {
    while true {
      if let answer = recognise(start.span, isAtEnd) { return answer }
      var piece: [UInt8] = []
      guard let count = try readFile(into: &piece) else { return nil }
      if start.isEmpty { start = piece } else { start += piece }
      startIsWaiting = true
      isAtEnd = count == 0
    }
  }

  private var isRegular: Bool { size != nil }

  private func readFile(into piece: inout [UInt8]) throws(ReadingError) -> Int? {
    do {
      return try file.read(into: &piece)
    } catch {
      throw .input(error.message)
    }
  }
}

extension FileSource: ByteSource {
  var mayWait: Bool { !isRegular && !startIsWaiting }

  func feed(
    _ parser: inout PacketParser, _ comparison: EngineComparison?
  ) throws(ReadingError) -> Int? {
    if startIsWaiting {
      startIsWaiting = false
      let bytes = start
      try parser.take(bytes.span, comparison)
      return bytes.count
    }
    if isAtEnd { return 0 }
    start = []
    do {
      if let comparison { return try comparison.feed(&parser, reading: file.descriptor) }
      return try parser.feed(reading: file.descriptor)
    } catch {
      throw .packet(error)
    }
  }

  func bytes(in range: Range<Int>) -> [UInt8] {
    isRegular ? file.bytes(in: range) : Array(start[range.clamped(to: 0..<start.count)])
  }
}

extension FileSource: PieceReader {
  func read(into piece: inout [UInt8]) throws(ReadingError) -> Int? {
    if startIsWaiting {
      startIsWaiting = false
      piece = start
      start = []
      return piece.count
    }
    return isAtEnd ? 0 : try readFile(into: &piece)
  }

  var shortfall: String? { nil }
  var remark: String? { nil }
}
