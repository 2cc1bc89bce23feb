import PacketInputs
import Platform
import Reports
import Dispatch
import Synchronization

/// Lets several threads read inputs, and tells what they find in the order of the inputs.
///
/// A thread takes some inputs at once, which is a job. What is found in them gathers until all inputs before them have been told;
/// when that is much, the thread waits. So memory is bounded, whatever the inputs, and what is told does not depend on how
/// many threads there are.
final class JobQueue: Sendable {
  /// Inputs that a thread reads or has read.
  private struct Job {
    let inputCount: Int
    /// What has been found and not been told.
    var items: [ReportItem] = []
    var size = 0
    var isDone = false
    /// Wakes the thread that waits until its items have been told.
    var sleeper: DispatchSemaphore?
  }

  private struct State {
    /// Inputs that no thread has taken yet, and the number of the first of them.
    var offered: ArraySlice<Input> = []
    var nextNumber = 0
    var isComplete = false
    /// Threads that wait for inputs.
    var idleCount = 0
    /// By the number of their first input.
    var jobs: [Int: Job] = [:]
    /// The first input that has not been told.
    var turn = 0
  }

  private let state = Mutex(State())
  private let reader: InputReader
  private let threadCount: Int
  private let hasStopped = Atomic<Bool>(false)
  /// Wakes threads that wait for inputs.
  private let offers = DispatchSemaphore(value: 0)
  /// Counts how often something has come of the job whose turn it is.
  private let arrivals = DispatchSemaphore(value: 0)

  /// Bytes, about, that may gather of a job before its thread waits, and before it lets them be told in its turn.
  private static var mostGathered: Int { 64 * 1024 }
  private static var worthTelling: Int { 16 * 1024 }
  /// How long they may gather in its turn.
  private static var longestDelay: Duration { .milliseconds(20) }
  /// Inputs ahead of the one that is told, for each thread, and how many of them make one job at the most.
  private static var inputsAhead: Int { 64 }
  private static var largestJob: Int { 16 }

  /// - Parameter jobs: How many threads read.
  init(reader: InputReader, jobs: Int) {
    self.reader = reader
    threadCount = jobs
  }

  private var shouldContinue: Bool {
    !hasStopped.load(ordering: .relaxed) && !Interruption.hasHappened
  }

  /// Reads the inputs that the paths stand for, and lets the reporter take what is found.
  func readAll(_ inputs: InputPaths, _ paths: [String], _ reporter: Reporter) {
    let threads = DispatchGroup()
    var readsAlone = true
    for _ in 0..<threadCount {
      threads.enter()
      let hasStarted = startThread {
        self.work()
        threads.leave()
      }
      if hasStarted { readsAlone = false } else { threads.leave() }
    }
    var count = 0
    inputs.forEach(paths) { input in
      reader.progress?.change { $0.knownInputs += 1 }
      if input.mayWait || readsAlone {
        // A signal ends a read of this thread only.
        tell(upTo: count, reporter)
        reader.read(input, to: reporter)
        state.withLock {
          $0.turn += 1
          $0.nextNumber += 1
        }
      } else {
        offer(input)
      }
      count += 1
      tell(upTo: count - threadCount * Self.inputsAhead, reporter)
      return shouldContinue
    } willWait: {
      tell(upTo: count, reporter)
      reporter.settle(mayWait: true)
    }
    reader.progress?.change { $0.knowsAllInputs = true }
    state.withLock { $0.isComplete = true }
    for _ in 0..<threadCount { offers.signal() }
    tell(upTo: count, reporter)
    threads.wait()
  }

  private func offer(_ input: Input) {
    let wakes = state.withLock { state in
      state.offered.append(input)
      if state.idleCount == 0 { return false }
      state.idleCount -= 1
      return true
    }
    if wakes { offers.signal() }
  }

  /// Waits until all inputs before one have been told.
  private func tell(upTo end: Int, _ reporter: Reporter) {
    while state.withLock({ $0.turn < end }) {
      while let job = takeJob() {
        for item in job.items { reporter.take(item) }
        reporter.settle(mayWait: false)
        if !reporter.shouldContinue { hasStopped.store(true, ordering: .relaxed) }
        if !job.isDone { break }
      }
      if state.withLock({ $0.turn < end }) { arrivals.wait() }
    }
  }

  /// Takes what has been found by the job whose turn it is, and wakes its thread. If it is done, it is the next one's turn.
  private func takeJob() -> Job? {
    state.withLock { state in
      guard let job = state.jobs[state.turn] else { return nil }
      state.jobs[state.turn] = job.isDone ? nil : Job(inputCount: job.inputCount)
      if job.isDone { state.turn += job.inputCount }
      job.sleeper?.signal()
      return job
    }
  }

  /// Reads inputs until there are no more.
  private func work() {
    while true {
      let (number, inputs, isComplete) = state.withLock { state in
        let share = max(1, state.offered.count / (2 * threadCount))
        let inputs = Array(state.offered.prefix(min(share, Self.largestJob)))
        let number = state.nextNumber
        state.offered = state.offered.dropFirst(inputs.count)
        state.nextNumber += inputs.count
        if inputs.isEmpty, !state.isComplete { state.idleCount += 1 }
        return (number, inputs, state.isComplete)
      }
      if !inputs.isEmpty {
        read(inputs, number)
      } else if isComplete {
        return
      } else {
        offers.wait()
      }
    }
  }

  private func read(_ inputs: [Input], _ number: Int) {
    var job = Job(inputCount: inputs.count)
    var start = ContinuousClock.now
    for input in inputs where shouldContinue {
      reader.read(input) { item in
        job.items.append(item)
        job.size += item.size
      } shouldContinue: { _ in
        if job.size >= Self.worthTelling || start.duration(to: .now) > Self.longestDelay {
          self.hand(&job, number)
          start = .now
        }
        return self.shouldContinue
      }
    }
    job.isDone = true
    hand(&job, number)
  }

  /// Hands over what has been found, and waits if there is much of it.
  private func hand(_ job: inout Job, _ number: Int) {
    let sleeper: DispatchSemaphore? = state.withLock { state in
      var whole = state.jobs[number] ?? Job(inputCount: job.inputCount)
      whole.items += job.items
      whole.size += job.size
      whole.isDone = job.isDone
      let isTurn = state.turn == number
      if whole.size > Self.mostGathered, !(whole.isDone && isTurn) {
        whole.sleeper = DispatchSemaphore(value: 0)
      }
      state.jobs[number] = whole
      if isTurn { arrivals.signal() }
      return whole.sleeper
    }
    job = Job(inputCount: job.inputCount)
    sleeper?.wait()
  }
}
