#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Starts a thread, if the system allows one more. It gets no signals, and nobody needs to wait for its end.
///
/// Dispatch would try again for ever where it does not.
///
/// - Returns: Whether the body runs.
package func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
  // The thread takes over the reference; if there is none, it is given back here.
  let work = unsafe Unmanaged.passRetained(Work(body))
  #if canImport(Darwin)
    var thread: pthread_t?
  #else
    var thread = pthread_t()
  #endif
  // Signals are for the thread that waits for input, which they are to interrupt. A new thread blocks what the one that starts it
  // blocks; the sets are filled and kept here.
  var (all, before) = (sigset_t(), sigset_t())
  unsafe sigfillset(&all)
  unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
  let result = unsafe pthread_create(&thread, nil, runWork, work.toOpaque())
  unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
  guard result == 0 else {
    unsafe work.release()
    return false
  }
  #if canImport(Darwin)
    if let thread = unsafe thread { unsafe pthread_detach(thread) }
  #else
    pthread_detach(thread)
  #endif
  return true
}

/// What a thread is to do.
private final class Work: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

#if canImport(Darwin)
  private func runWork(_ work: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    // The reference that `startThread` passed on.
    unsafe Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
    return nil
  }
#else
  private func runWork(_ work: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    // The reference that `startThread` passed on.
    if let work = unsafe work { unsafe Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }
    return nil
  }
#endif
