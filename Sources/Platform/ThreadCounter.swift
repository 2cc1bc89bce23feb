#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A counter with a separate value for each thread, starting at 0.
package struct ThreadCounter: Sendable {
  /// nil if the process has no key left; the value then stays 0.
  private let key: pthread_key_t?

  package init() {
    var key = pthread_key_t()
    self.key = unsafe pthread_key_create(&key, nil) == 0 ? key : nil
  }

  package var value: Int {
    guard let key else { return 0 }
    return Int(bitPattern: unsafe pthread_getspecific(key))
  }

  package func increment() {
    // The pointer only carries a number; it is never dereferenced.
    if let key { _ = unsafe pthread_setspecific(key, UnsafeRawPointer(bitPattern: value &+ 1)) }
  }
}
