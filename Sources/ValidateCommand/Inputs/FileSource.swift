import Platform
import ExpatSAX
import PleskPackets

/// A file, or standard input, whose bytes are those of the packet.
final class FileSource: ByteSource {
  private let reader: FileReader
  private let first: PeekedReader
  /// The first bytes while they are the last that came, for excerpts of what cannot be read again.
  private var piece: [UInt8] = []
  /// How many of these the parser has had.
  private var fed = 0

  /// Bytes that the parser gets of them at once, as all that it finds in them gathers.
  private static var slice: Int { 16 * 1024 }

  /// - Parameter first: Has read the first bytes.
  init(_ reader: FileReader, after first: PeekedReader) {
    self.reader = reader
    self.first = first
  }

  convenience init(_ file: consuming InputFile) {
    let reader = FileReader(file)
    self.init(reader, after: PeekedReader(reader))
  }

  var size: Int? { reader.size }

  var mayWait: Bool { first.mayWait && fed == piece.count }

  func feed(
    _ parser: inout PacketParser, _ comparison: EngineComparison?
  ) throws(ReadingError) -> Int? {
    if !first.start.isEmpty { _ = try first.read(into: &piece) }
    if fed < piece.count {
      let bytes = piece
      let count = min(Self.slice, bytes.count - fed)
      fed += count
      try parser.take(bytes.span.extracting((fed - count)..<fed), comparison)
      return count
    }
    if first.hasEnded { return 0 }
    piece = []
    fed = 0
    do {
      // From here on without a copy.
      if let comparison { return try comparison.feed(&parser, reading: reader.file.descriptor) }
      return try parser.feed(reading: reader.file.descriptor)
    } catch {
      throw .packet(error)
    }
  }

  /// The file, if the next bytes come from there and can be had at any place.
  var nextBytes: FileReader? {
    let isReadAhead = !first.start.isEmpty || fed < piece.count || first.hasEnded
    return isReadAhead || !reader.isRegular ? nil : reader
  }

  func bytes(in range: Range<Int>) -> [UInt8] {
    let atHand = Array(piece[range.clamped(to: 0..<piece.count)])
    if atHand.count == range.count || !reader.isRegular { return atHand }
    let again = reader.file.bytes(in: range)
    // The file may have become shorter.
    return again.count < atHand.count ? atHand : again
  }
}
