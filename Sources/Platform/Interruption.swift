#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
import Synchronization

/// Whether the user has asked to stop, with SIGINT (Control-C), or with SIGTERM if there is
/// something to clean up.
package enum Interruption {
  private static let flag = Atomic<Bool>(false)

  package static var hasHappened: Bool { flag.load(ordering: .relaxed) }

  /// Makes SIGINT set a flag and interrupt a read that waits. A second signal ends the process as
  /// usual.
  package static func watch() {
    interruptReads(on: SIGINT, calling: stop)
  }

  /// Does the same for SIGTERM. Also makes writes to a broken pipe or beyond the file size limit
  /// fail instead of ending the process, so that a file that is being written can be finished or
  /// removed.
  package static func watchMore() {
    interruptReads(on: SIGTERM, calling: stop)
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
  }

  private static let stop: @convention(c) (CInt) -> Void = { number in
    Interruption.flag.store(true, ordering: .relaxed)
    _ = signal(number, SIG_DFL)
  }
}
