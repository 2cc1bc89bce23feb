#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Makes a signal call the handler and interrupt a read that waits, so that
/// `StreamParser.feed(reading:)` returns nil.
public func interruptReads(
  on signal: CInt, calling handler: @escaping @convention(c) (CInt) -> Void
) {
  // A zeroed action has no flags, so SA_RESTART is not set. The system copies the action.
  var action = sigaction()
  #if canImport(Darwin)
    unsafe action.__sigaction_u.__sa_handler = handler
  #else
    unsafe action.__sigaction_handler.sa_handler = handler
  #endif
  _ = unsafe sigaction(signal, &action, nil)
}
