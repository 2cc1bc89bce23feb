import Platform
import Dispatch
import PacketInputs
import PleskPackets
import Reports
import Synchronization

/// A large file, in which threads read results ahead of the parser: each takes the next piece of it, and what they have found comes in
/// order.
final class ScoutedFile: Sendable {
  /// Bytes of the file, and what has been found in them.
  struct Piece: Sendable {
    /// Those of the piece, and some more, in which its last result ends.
    var bytes: [UInt8] = []
    /// How many are of the piece: less than of others only at the end of the file, or where it cannot be read.
    var count = 0
    var found = ScoutedResults()
  }

  private struct State {
    /// The number of the next piece to be read ahead, and of the next one to be given.
    var next = 0
    var turn = 0
    /// Pieces that have been read ahead, and memory for others.
    var done: [Int: Piece] = [:]
    var free: [Piece]
    var hasStopped = false
  }

  private let file: FileReader
  private let start: Int
  private let pieceSize: Int
  private let orders: ResultScout.Orders
  private let name: PacketName
  private let writer: ResultWriter?
  private let state: Mutex<State>
  /// Counts the pieces of memory that are free, and those that have been read ahead.
  private let room: DispatchSemaphore
  private let arrivals = DispatchSemaphore(value: 0)

  /// Bytes behind a piece in which its last result may end. Few are longer, and those are read by the parser.
  private static var overlap: Int { 4 * 1024 }
  /// Pieces that may wait for the parser while each thread reads another.
  private static var reserve: Int { 2 }

  /// Starts the threads; nil if there is a processor for one only, or the system allows none.
  ///
  /// - Parameter start: Where in the file they start.
  init?(
    _ file: FileReader, from start: Int, _ sharing: FileSharing, _ orders: ResultScout.Orders,
    _ name: PacketName, _ writer: ResultWriter?
  ) {
    let threadCount = sharing.threads
    if threadCount < 2 { return nil }
    self.file = file
    self.start = start
    pieceSize = sharing.pieceSize
    self.orders = orders
    self.name = name
    self.writer = writer
    let count = threadCount + Self.reserve
    state = Mutex(State(free: Array(repeating: Piece(), count: count)))
    room = DispatchSemaphore(value: 0)
    for _ in 0..<count { room.signal() }
    let started = (0..<threadCount).count { _ in startThread { self.work() } }
    if started == 0 { return nil }
  }

  /// The next piece, as soon as it has been read ahead.
  func next() -> Piece {
    while true {
      let piece = state.withLock { state in
        let piece = state.done.removeValue(forKey: state.turn)
        if piece != nil { state.turn += 1 }
        return piece
      }
      if let piece { return piece }
      arrivals.wait()
    }
  }

  /// Gives the memory of a piece back.
  func release(_ piece: consuming Piece) {
    let piece = piece
    state.withLock { $0.free.append(piece) }
    room.signal()
  }

  /// Lets the threads end.
  func stop() {
    state.withLock { $0.hasStopped = true }
    room.signal()
  }

  /// Reads pieces ahead until it is to stop.
  private func work() {
    let found = Found()
    var scout = ResultScout(orders) { result in
      if let writer = self.writer { found.current.write(result, self.name, writer) }
    }
    var piece = Piece()
    while let number = takeJob(&piece) {
      read(&piece, number, &scout, found)
      give(&piece, number)
    }
  }

  /// Waits for memory, and takes the next piece with it.
  ///
  /// - Returns: The number of the piece; nil if the thread is to end.
  private func takeJob(_ memory: inout Piece) -> Int? {
    room.wait()
    let number: Int? = state.withLock { state in
      guard !state.hasStopped, let free = state.free.popLast() else { return nil }
      memory = free
      state.next += 1
      return state.next - 1
    }
    // The next thread is to end, too.
    if number == nil { room.signal() }
    return number
  }

  /// Gives what has been read ahead to the parser.
  private func give(_ piece: inout Piece, _ number: Int) {
    state.withLock { $0.done[number] = piece }
    // Nobody else refers to its memory, so that it can be used again.
    piece = Piece()
    arrivals.signal()
  }

  private func read(
    _ piece: inout Piece, _ number: Int, _ scout: inout ResultScout?, _ found: Found
  ) {
    let wanted = pieceSize + Self.overlap
    if piece.bytes.count < wanted { piece.bytes = [UInt8](repeating: 0, count: wanted) }
    let count = file.file.read(into: &piece.bytes, at: start + number * pieceSize)
    piece.count = min(count, pieceSize)
    swap(&piece.found, &found.current)
    found.current.removeAll()
    scout?.read(piece.bytes.span.extracting(0..<count), piece: piece.count) { batch in
      found.current.end(batch)
    }
    swap(&piece.found, &found.current)
  }

  /// What one thread has found so far in the piece that it reads.
  private final class Found {
    var current = ScoutedResults()
  }
}
