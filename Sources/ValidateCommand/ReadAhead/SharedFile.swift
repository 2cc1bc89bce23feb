import Bytes
import PacketInputs
import PleskPackets
import Reports

/// A large file that is read by several threads, as the parser gets to see it.
///
/// They read results ahead, and the parser takes those that turn out to be results, see `ResultScout`. What it finds, and the lines
/// of results, are as if it had read all bytes itself.
final class SharedFile {
  private let base: FileSource
  private let sharing: FileSharing
  private let name: PacketName
  private let writer: ResultWriter?
  private let onBatch: (_ found: ScoutedResults, _ batch: Int, _ firstResult: Int) -> Void

  /// The threads, while they are at work.
  private var scouts: ScoutedFile?
  /// What the parser has had a part of, and where it stands in that, or in the next one.
  private var piece: ScoutedFile.Piece?
  private var done = 0
  /// Pieces in a row of which no result has been taken.
  private var uselessPieces = 0
  private var isWorthwhile: Bool

  /// If so many are of no use, as in a response full of odd results, the parser is better left alone.
  private static var mostUselessPieces: Int { 16 }

  /// - Parameters:
  ///   - writer: How results are written, if they are asked for.
  ///   - onBatch: Called with the lines of a batch of results, in its place among what the parser delivers.
  init(
    _ base: FileSource, _ sharing: FileSharing, _ name: PacketName, _ writer: ResultWriter?,
    onBatch: @escaping (_ found: ScoutedResults, _ batch: Int, _ firstResult: Int) -> Void
  ) {
    self.base = base
    self.sharing = sharing
    self.name = name
    self.writer = writer
    self.onBatch = onBatch
    isWorthwhile = base.size ?? 0 >= sharing.leastSize
  }

  deinit { scouts?.stop() }

  /// Feeds the parser the next bytes, or what has been found in them.
  ///
  /// - Returns: How many bytes they were; 0 at the end, nil if a signal interrupted.
  func feed(_ parser: inout PacketParser) throws(FeedingError<PacketError>) -> Int? {
    // The start is read as ever, until it is known what to read ahead.
    if isWorthwhile, scouts == nil, let file = base.nextBytes, let orders = parser.scoutOrders() {
      scouts = ScoutedFile(file, from: parser.summary.bytes, sharing, orders, name, writer)
      isWorthwhile = scouts != nil
    }
    guard let scouts else { return try base.feed(&parser) }
    let count = try feed(&parser, piece.take() ?? scouts.next())
    if !isWorthwhile {
      scouts.stop()
      self.scouts = nil
      base.nextBytes?.file.seek(to: parser.summary.bytes)
    }
    // Of the end, the file itself is to tell.
    return count > 0 ? count : try feed(&parser)
  }

  /// Lets the parser have more of a piece.
  ///
  /// - Returns: How many bytes it took.
  private func feed(
    _ parser: inout PacketParser, _ piece: consuming ScoutedFile.Piece
  ) throws(FeedingError<PacketError>) -> Int {
    let start = done
    do {
      done = try parser.feed(
        piece.bytes.span, in: done..<max(done, piece.count), scouted: piece.found.batches
      ) { batch, firstResult in
        uselessPieces = 0
        onBatch(piece.found, batch, firstResult)
      }
    } catch {
      throw .consumer(error)
    }
    let count = done - start
    if done < piece.count {
      self.piece = piece
      return count
    }
    uselessPieces += 1
    isWorthwhile = piece.count == sharing.pieceSize && uselessPieces <= Self.mostUselessPieces
    done -= piece.count
    scouts?.release(piece)
    return count
  }
}
