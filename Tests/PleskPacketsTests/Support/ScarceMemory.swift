import ExpatSAX
import Foundation
import PleskPackets
import Synchronization

/// Memory for Expat that runs out at one allocation, and counts the blocks in use.
///
/// Expat passes only sizes and blocks to its memory functions, so they find their owner in a
/// task-local value.
final class ScarceMemory: Sendable {
  /// What happens to the allocations after the one that fails.
  enum Course: CaseIterable {
    /// They succeed: something else has freed memory.
    case recovers
    case staysScarce
  }

  private struct Counts {
    var requests = 0
    var failures = 0
    var blocks = 0
  }

  @TaskLocal private static var current: ScarceMemory?

  private let failing: Int
  private let course: Course
  private let counts = Mutex(Counts())

  /// - Parameter failing: The number of the allocation that fails, from 1.
  init(failing: Int, then course: Course) {
    self.failing = failing
    self.course = course
  }

  /// Whether any allocation has failed.
  var hasRunOut: Bool { counts.withLock { $0.failures > 0 } }
  /// Blocks that have not been freed.
  var blocksInUse: Int { counts.withLock { $0.blocks } }

  /// Runs the body with parsers that get their memory here.
  func serve<Result>(_ options: PacketOptions, _ body: (PacketOptions) -> Result) -> Result {
    var options = options
    options.memory = Self.expatMemory
    return Self.$current.withValue(self) { body(options) }
  }

  // What the C library does with memory that it gave out itself, or nothing.
  private static let expatMemory = unsafe ExpatMemory(
    allocate: { size in
      guard let memory = current, memory.meets() else { return unsafe ExpatMemory.refusal() }
      memory.note(1)
      return unsafe malloc(size)
    },
    reallocate: { block, size in
      guard let memory = current, memory.meets() else { return unsafe ExpatMemory.refusal() }
      if unsafe block == nil { memory.note(1) }
      return unsafe realloc(block, size)
    },
    free: { block in
      if unsafe block != nil { current?.note(-1) }
      unsafe Foundation.free(block)
    })

  private func note(_ blocks: Int) { counts.withLock { $0.blocks += blocks } }

  /// Counts an allocation, and decides whether it succeeds.
  private func meets() -> Bool {
    counts.withLock { counts in
      counts.requests += 1
      let fails = course == .recovers ? counts.requests == failing : counts.requests >= failing
      if fails { counts.failures += 1 }
      return !fails
    }
  }
}
