import ExpatSAX
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether the user has asked to stop (SIGINT, as by Control-C; SIGTERM too, if there is something to clear away).
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  static var hasHappened: Bool { flag.load(ordering: .relaxed) }

  /// Turns the signal into a flag, and ends a read that waits; a second signal ends the process as usual.
  static func watch() {
    interruptReads(on: SIGINT, calling: stop)
  }

  /// Takes SIGTERM likewise, and lets writes to a broken pipe or beyond the largest size fail instead of ending the process,
  /// so that a file that is being written can be finished or removed.
  static func watchMore() {
    interruptReads(on: SIGTERM, calling: stop)
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
  }

  private static let stop: @convention(c) (CInt) -> Void = { number in
    Interruption.flag.store(true, ordering: .relaxed)
    _ = signal(number, SIG_DFL)
  }
}
