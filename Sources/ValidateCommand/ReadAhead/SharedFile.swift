import Bytes
import PacketInputs
import PleskPackets
import Reports

/// A large file that several threads read, as the parser sees it.
///
/// They read results ahead, and the parser takes those that turn out to be results, see
/// `ResultScout`. Findings and lines of results are as if the parser had read all bytes itself.
final class SharedFile {
  private let base: FileSource
  private let sharing: FileSharing
  private let name: PacketName
  private let writer: ResultWriter?
  private let onBatch: (_ found: ScoutedResults, _ batch: Int, _ firstResult: Int) -> Void

  /// The threads, while they work.
  private var scouts: ScoutedFile?
  /// The section that the parser has read a part of, and how far it is in that one, or in the next.
  private var section: ScoutedFile.Section?
  private var done = 0
  /// Sections in a row from which no result has been taken.
  private var uselessSections = 0
  private var isWorthwhile: Bool

  /// After this many, as in a response full of odd results, the parser is faster on its own.
  private static var mostUselessSections: Int { 16 }

  /// - Parameters:
  ///   - writer: How results are written, if they are asked for.
  ///   - onBatch: Called with the lines of a batch of results, in its place among what the parser
  ///     delivers.
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
    // The start is read as usual, until it is known what to read ahead.
    if isWorthwhile, scouts == nil, let file = base.nextBytes, let orders = parser.scoutOrders() {
      scouts = ScoutedFile(file, from: parser.summary.bytes, sharing, orders, name, writer)
      isWorthwhile = scouts != nil
    }
    guard let scouts else { return try base.feed(&parser) }
    let count = try feed(&parser, section.take() ?? scouts.next())
    if !isWorthwhile {
      scouts.stop()
      self.scouts = nil
      base.nextBytes?.file.seek(to: parser.summary.bytes)
    }
    // Whether the file has ended, the file itself must say.
    return count > 0 ? count : try feed(&parser)
  }

  /// Feeds the parser more of a section.
  ///
  /// - Returns: How many bytes it took.
  private func feed(
    _ parser: inout PacketParser, _ section: consuming ScoutedFile.Section
  ) throws(FeedingError<PacketError>) -> Int {
    let start = done
    do {
      done = try parser.feed(
        section.bytes.span, in: done..<max(done, section.count), scouted: section.found.batches
      ) { batch, firstResult in
        uselessSections = 0
        onBatch(section.found, batch, firstResult)
      }
    } catch {
      throw .consumer(error)
    }
    let count = done - start
    if done < section.count {
      self.section = section
      return count
    }
    uselessSections += 1
    isWorthwhile =
      section.count == sharing.sectionSize && uselessSections <= Self.mostUselessSections
    done -= section.count
    scouts?.release(section)
    return count
  }
}
