#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A number that each thread has for itself, 0 at first.
package struct ThreadCounter: Sendable {
  /// nil if the process has used up its keys; then the number stays 0.
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
    // The key's value is a number; nobody follows it.
    if let key { _ = unsafe pthread_setspecific(key, UnsafeRawPointer(bitPattern: value &+ 1)) }
  }
}
