import ExpatSAX
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether the user has asked to stop (SIGINT, as by Control-C).
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  static var hasHappened: Bool { flag.load(ordering: .relaxed) }

  /// Turns the signal into a flag, and ends a read that waits; a second signal ends the process as usual.
  static func watch() {
    interruptReads(on: SIGINT) { _ in
      Interruption.flag.store(true, ordering: .relaxed)
      _ = signal(SIGINT, SIG_DFL)
    }
  }
}
