#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Starts a detached thread that receives no signals, if the system allows another thread.
///
/// Dispatch would retry forever if the system does not.
///
/// - Returns: Whether the thread has started.
package func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
  // The thread takes over the reference. If it cannot be started, the reference is released here.
  let work = unsafe Unmanaged.passRetained(Work(body))
  #if canImport(Darwin)
    var thread: pthread_t?
  #else
    var thread = pthread_t()
  #endif
  // Signals must reach the thread that waits for input, to interrupt it. A new thread inherits the
  // signal mask of the thread that starts it. The system fills both sets, which live on this stack.
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

/// The work of a thread.
private final class Work: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

#if canImport(Darwin)
  private func runWork(_ work: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    // Takes over the reference that `startThread` passed on.
    unsafe Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
    return nil
  }
#else
  private func runWork(_ work: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    // Takes over the reference that `startThread` passed on.
    if let work = unsafe work { unsafe Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }
    return nil
  }
#endif
