import Dispatch
import Synchronization

/// Lets several threads read inputs, and tells what they find in the order of the inputs.
///
/// Each input has a number. What is found in it gathers until all inputs before it have been told; when that is much, its
/// thread waits. So memory is bounded, whatever the inputs, and what is told does not depend on how many threads there are.
final class JobQueue: Sendable {
  /// An input that a thread reads or has read.
  private struct Job {
    /// What has been found and not been told.
    var items: [ReportItem] = []
    var size = 0
    var isDone = false
    /// Wakes the thread that waits until its items have been told.
    var sleeper: DispatchSemaphore?
  }

  private struct State {
    /// Inputs that no thread has taken yet.
    var offered: [(number: Int, input: Input)] = []
    var jobs: [Int: Job] = [:]
    /// The input that is told.
    var turn = 0
  }

  private let state = Mutex(State())
  private let reading: InputReading
  private let threadCount: Int
  private let hasStopped = Atomic<Bool>(false)
  /// Counts the inputs that are offered and, when there are no more, the threads.
  private let offers = DispatchSemaphore(value: 0)
  /// Counts how often something has come of the input that is told.
  private let arrivals = DispatchSemaphore(value: 0)

  /// Bytes, about, that may gather of an input.
  private static var mostGathered: Int { 64 * 1024 }
  /// Inputs ahead of the one that is told, for each thread.
  private static var inputsAhead: Int { 32 }

  /// - Parameter jobs: How many threads read.
  init(reading: InputReading, jobs: Int) {
    self.reading = reading
    threadCount = jobs
  }

  private var goesOn: Bool { !hasStopped.load(ordering: .relaxed) && !Interruption.hasHappened }

  /// Reads all inputs, and lets the reporter take what is found.
  ///
  /// - Parameter forEach: Calls its argument with every input, until that returns false.
  func readAll(_ forEach: ((Input) -> Bool) -> Void, _ reporter: Reporter) {
    let threads = DispatchGroup()
    for _ in 0..<threadCount { DispatchQueue.global().async(group: threads) { self.work() } }
    var count = 0
    var turn = 0
    forEach { input in
      if input.mayWait {
        // A signal ends a read of this thread only.
        tell(&turn, upTo: count, reporter)
        reading.read(input, to: reporter)
        turn += 1
        state.withLock { $0.turn = turn }
      } else {
        state.withLock { $0.offered.append((count, input)) }
        offers.signal()
      }
      count += 1
      tell(&turn, upTo: count - threadCount * Self.inputsAhead, reporter)
      return goesOn
    }
    for _ in 0..<threadCount { offers.signal() }
    tell(&turn, upTo: count, reporter)
    threads.wait()
  }

  /// Tells what there is, and waits until all inputs before one have been told.
  private func tell(_ turn: inout Int, upTo end: Int, _ reporter: Reporter) {
    while true {
      var isDone = true
      while isDone {
        let job = takeJob(turn)
        for item in job.items { reporter.take(item) }
        reporter.settle(mayWait: false)
        if !reporter.goesOn { hasStopped.store(true, ordering: .relaxed) }
        isDone = job.isDone
        if isDone { turn += 1 }
      }
      if turn >= end { return }
      arrivals.wait()
    }
  }

  /// Takes what has been found in an input, and wakes its thread. If it is done, it is the next one's turn.
  private func takeJob(_ number: Int) -> Job {
    state.withLock { state in
      guard let job = state.jobs[number] else { return Job() }
      if job.isDone {
        state.jobs[number] = nil
        state.turn = number + 1
      } else {
        state.jobs[number] = Job()
      }
      job.sleeper?.signal()
      return job
    }
  }

  /// Reads inputs until there are no more.
  private func work() {
    while true {
      offers.wait()
      let next = state.withLock { $0.offered.isEmpty ? nil : $0.offered.removeFirst() }
      guard let next else { return }
      read(next.input, next.number)
    }
  }

  private func read(_ input: Input, _ number: Int) {
    var job = Job()
    if goesOn {
      reading.read(input) { item in
        job.items.append(item)
        job.size += item.size
      } pause: { _ in
        if !job.items.isEmpty { hand(&job, number) }
        return goesOn
      }
    }
    job.isDone = true
    hand(&job, number)
  }

  /// Hands over what has been found, and waits if there is much of it.
  private func hand(_ job: inout Job, _ number: Int) {
    let sleeper: DispatchSemaphore? = state.withLock { state in
      var whole = state.jobs[number] ?? Job()
      whole.items += job.items
      whole.size += job.size
      whole.isDone = job.isDone
      if whole.size > Self.mostGathered, !whole.isDone || state.turn != number {
        whole.sleeper = DispatchSemaphore(value: 0)
      }
      state.jobs[number] = whole
      if state.turn == number { arrivals.signal() }
      return whole.sleeper
    }
    job = Job()
    sleeper?.wait()
  }
}

extension ReportItem {
  /// Bytes that it takes, about.
  fileprivate var size: Int {
    switch self {
    case .results(let lines): lines.count
    case .finding(let finding, let excerpt):
      256 + finding.message.utf8.count + (excerpt?.text.utf8.count ?? 0)
    default: 256
    }
  }
}
