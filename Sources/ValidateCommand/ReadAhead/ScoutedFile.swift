import Platform
import Dispatch
import PacketInputs
import PleskPackets
import Reports
import Synchronization

/// A large file in which threads read results ahead of the parser: each takes the next section, and
/// what they find is delivered in order.
final class ScoutedFile: Sendable {
  /// A section of the file, and what has been found in it.
  struct Section: Sendable {
    /// Its bytes, and some more in which its last result ends.
    var bytes: [UInt8] = []
    /// How many bytes are its own: fewer than usual only at the end of the file, or where it cannot
    /// be read.
    var count = 0
    var found = ScoutedResults()
  }

  private struct Queue {
    /// The number of the next section to read ahead, and of the next one to deliver.
    var next = 0
    var turn = 0
    /// Sections that have been read ahead, and memory for others.
    var done: [Int: Section] = [:]
    var free: [Section]
    var hasStopped = false
  }

  private let file: FileReader
  private let start: Int
  private let sectionSize: Int
  private let orders: ResultScout.Orders
  private let name: PacketName
  private let writer: ResultWriter?
  private let queue: Mutex<Queue>
  /// Count the sections whose memory is free, and those that have been read ahead.
  private let room: DispatchSemaphore
  private let arrivals = DispatchSemaphore(value: 0)

  /// Bytes after a section in which its last result may end. Few results are longer, and the parser
  /// reads those.
  private static var overlap: Int { 4 * 1024 }
  /// Sections that may wait for the parser while each thread reads another.
  private static var reserve: Int { 2 }

  /// Starts the threads; nil if there is only one processor, or the system starts none.
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
    sectionSize = sharing.sectionSize
    self.orders = orders
    self.name = name
    self.writer = writer
    let count = threadCount + Self.reserve
    queue = Mutex(Queue(free: Array(repeating: Section(), count: count)))
    room = DispatchSemaphore(value: 0)
    for _ in 0..<count { room.signal() }
    let started = (0..<threadCount).count { _ in startThread { self.work() } }
    if started == 0 { return nil }
  }

  /// The next section, as soon as it has been read ahead.
  func next() -> Section {
    while true {
      let section = queue.withLock { queue in
        let section = queue.done.removeValue(forKey: queue.turn)
        if section != nil { queue.turn += 1 }
        return section
      }
      if let section { return section }
      arrivals.wait()
    }
  }

  /// Returns the memory of a section.
  func release(_ section: consuming Section) {
    let section = section
    queue.withLock { $0.free.append(section) }
    room.signal()
  }

  /// Lets the threads end.
  func stop() {
    queue.withLock { $0.hasStopped = true }
    room.signal()
  }

  /// Reads sections ahead until it should stop.
  private func work() {
    let found = Found()
    var scout = ResultScout(orders) { result in
      if let writer = self.writer { found.current.write(result, self.name, writer) }
    }
    var section = Section()
    while let number = takeSection(&section) {
      read(&section, number, &scout, found)
      deliver(&section, number)
    }
  }

  /// Waits for memory, and takes the next section with it.
  ///
  /// - Returns: The number of the section; nil if the thread should end.
  private func takeSection(_ memory: inout Section) -> Int? {
    room.wait()
    let number: Int? = queue.withLock { queue in
      guard !queue.hasStopped, let free = queue.free.popLast() else { return nil }
      memory = free
      queue.next += 1
      return queue.next - 1
    }
    // The next thread should end, too.
    if number == nil { room.signal() }
    return number
  }

  /// Delivers what has been read ahead to the parser.
  private func deliver(_ section: inout Section, _ number: Int) {
    queue.withLock { $0.done[number] = section }
    // No other reference to its memory may remain, so that it can be reused without a copy.
    section = Section()
    arrivals.signal()
  }

  private func read(
    _ section: inout Section, _ number: Int, _ scout: inout ResultScout?, _ found: Found
  ) {
    let wanted = sectionSize + Self.overlap
    if section.bytes.count < wanted { section.bytes = [UInt8](repeating: 0, count: wanted) }
    let count = file.file.read(into: &section.bytes, at: start + number * sectionSize)
    section.count = min(count, sectionSize)
    swap(&section.found, &found.current)
    found.current.removeAll()
    scout?.read(section.bytes.span.extracting(0..<count), piece: section.count) { batch in
      found.current.end(batch)
    }
    swap(&section.found, &found.current)
  }

  /// What one thread has found so far in the section that it reads.
  private final class Found {
    var current = ScoutedResults()
  }
}
