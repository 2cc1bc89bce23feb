import Foundation

/// Work on several threads at once.
///
/// Uses threads and locks of the system instead of tasks: on Linux, ThreadSanitizer does not see
/// how Swift's runtime moves a task from thread to thread.
final class SideBySide<Value>: @unchecked Sendable {
  // Everything is used under the lock.
  private let lock = NSCondition()
  private var running = 0
  private var value: Value

  /// - Parameter value: What the threads use in turn.
  init(_ value: sending Value) { self.value = value }

  /// Runs the body on this many threads at once, with the number of each, and waits for them.
  func run(on count: Int, _ body: @escaping @Sendable (_ number: Int) -> Void) {
    lock.withLock { running += count }
    for number in 0..<count {
      Thread.detachNewThread {
        body(number)
        self.lock.withLock {
          self.running -= 1
          self.lock.signal()
        }
      }
    }
    lock.withLock { while running > 0 { lock.wait() } }
  }

  func use<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    try lock.withLock { try body(&value) }
  }
}
