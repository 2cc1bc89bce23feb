import Foundation

/// Runs the body on this thread with only these of the signals SIGINT, SIGPIPE and SIGTERM let
/// through.
///
/// A program that is started meanwhile inherits that. The threads of tests block some of them, a
/// shell does not.
func passing(_ signals: [CInt], _ body: () throws -> Void) rethrows {
  var former = sigset_t()
  // The sets are local, and the system only reads and writes them during the calls.
  _ = unsafe pthread_sigmask(SIG_BLOCK, nil, &former)
  defer { _ = unsafe pthread_sigmask(SIG_SETMASK, &former, nil) }
  for signal in [SIGINT, SIGPIPE, SIGTERM] {
    var set = sigset_t()
    _ = unsafe sigemptyset(&set)
    _ = unsafe sigaddset(&set, signal)
    _ = unsafe pthread_sigmask(signals.contains(signal) ? SIG_UNBLOCK : SIG_BLOCK, &set, nil)
  }
  try body()
}
