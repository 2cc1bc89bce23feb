import PacketInputs
import Platform
import Reports
import Dispatch
import Synchronization

/// Reads inputs on several threads, and reports what they find in the order of the inputs.
///
/// A thread takes several inputs at once, which is a job. What it finds is kept until everything
/// before it has been reported; if that is too much, the thread waits. So memory is bounded,
/// whatever the inputs, and the output does not depend on the number of threads.
final class JobQueue: Sendable {
  /// Inputs that a thread reads or has read.
  private struct Job {
    let inputCount: Int
    /// What has been found and not yet been reported.
    var items: [ReportItem] = []
    var size = 0
    var isDone = false
    /// Wakes the thread that waits until its items have been reported.
    var sleeper: DispatchSemaphore?
  }

  /// Which inputs are to be read, are being read, and have been read.
  private struct Schedule {
    /// Inputs that no thread has taken yet, and the number of the first of them.
    var offered: ArraySlice<Input> = []
    var nextNumber = 0
    var isComplete = false
    /// Threads that wait for inputs.
    var idleCount = 0
    /// By the number of their first input.
    var jobs: [Int: Job] = [:]
    /// The first input that has not been reported.
    var turn = 0
  }

  private let schedule = Mutex(Schedule())
  private let reader: InputReader
  private let threadCount: Int
  private let hasStopped = Atomic<Bool>(false)
  /// Wakes threads that wait for inputs.
  private let offers = DispatchSemaphore(value: 0)
  /// Signalled whenever the job whose turn it is has handed over something.
  private let arrivals = DispatchSemaphore(value: 0)

  /// Roughly how many bytes of items a job may have before its thread waits, and how many before it
  /// hands them over when it is its turn.
  private static var mostWaiting: Int { 64 * 1024 }
  private static var worthReporting: Int { 16 * 1024 }
  /// How long it may keep them when it is its turn.
  private static var longestDelay: Duration { .milliseconds(20) }
  /// How many inputs per thread may be ahead of the one that is reported, and how many make one job
  /// at most.
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

  /// Reads the inputs that the paths name, and reports what is found.
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
        // A signal interrupts reads of this thread only.
        report(upTo: count, reporter)
        reader.read(input, to: reporter)
        schedule.withLock {
          $0.turn += 1
          $0.nextNumber += 1
        }
      } else {
        offer(input)
      }
      count += 1
      report(upTo: count - threadCount * Self.inputsAhead, reporter)
      return shouldContinue
    } willWait: {
      report(upTo: count, reporter)
      reporter.settle(mayWait: true)
    }
    reader.progress?.change { $0.knowsAllInputs = true }
    schedule.withLock { $0.isComplete = true }
    for _ in 0..<threadCount { offers.signal() }
    report(upTo: count, reporter)
    threads.wait()
  }

  private func offer(_ input: Input) {
    let wakes = schedule.withLock { schedule in
      schedule.offered.append(input)
      if schedule.idleCount == 0 { return false }
      schedule.idleCount -= 1
      return true
    }
    if wakes { offers.signal() }
  }

  /// Reports all inputs before one, waiting for those that are still being read.
  private func report(upTo end: Int, _ reporter: Reporter) {
    while schedule.withLock({ $0.turn < end }) {
      while let job = takeJob() {
        for item in job.items { reporter.take(item) }
        reporter.settle(mayWait: false)
        if !reporter.shouldContinue { hasStopped.store(true, ordering: .relaxed) }
        if !job.isDone { break }
      }
      if schedule.withLock({ $0.turn < end }) { arrivals.wait() }
    }
  }

  /// Takes what has been found by the job whose turn it is, and wakes its thread. If it is done,
  /// the next job's turn comes.
  private func takeJob() -> Job? {
    schedule.withLock { schedule in
      guard let job = schedule.jobs[schedule.turn] else { return nil }
      schedule.jobs[schedule.turn] = job.isDone ? nil : Job(inputCount: job.inputCount)
      if job.isDone { schedule.turn += job.inputCount }
      job.sleeper?.signal()
      return job
    }
  }

  /// Reads inputs until there are no more.
  private func work() {
    while true {
      let (number, inputs, isComplete) = schedule.withLock { schedule in
        let share = max(1, schedule.offered.count / (2 * threadCount))
        let inputs = Array(schedule.offered.prefix(min(share, Self.largestJob)))
        let number = schedule.nextNumber
        schedule.offered = schedule.offered.dropFirst(inputs.count)
        schedule.nextNumber += inputs.count
        if inputs.isEmpty, !schedule.isComplete { schedule.idleCount += 1 }
        return (number, inputs, schedule.isComplete)
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
        if job.size >= Self.worthReporting || start.duration(to: .now) > Self.longestDelay {
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
    let sleeper: DispatchSemaphore? = schedule.withLock { schedule in
      var whole = schedule.jobs[number] ?? Job(inputCount: job.inputCount)
      whole.items += job.items
      whole.size += job.size
      whole.isDone = job.isDone
      let isTurn = schedule.turn == number
      if whole.size > Self.mostWaiting, !(whole.isDone && isTurn) {
        whole.sleeper = DispatchSemaphore(value: 0)
      }
      schedule.jobs[number] = whole
      if isTurn { arrivals.signal() }
      return whole.sleeper
    }
    job = Job(inputCount: job.inputCount)
    sleeper?.wait()
  }
}
