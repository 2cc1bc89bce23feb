import CExpat
import Platform

/// Where Expat gets its memory from.
///
/// Expat does not report every failed request: if there is no memory for the prefix of an
/// `xmlns:…`, it takes the declaration for an ordinary attribute. So failed requests are counted
/// here, and what Expat reports after one is not trusted.
@safe
package struct ExpatMemory: Sendable {
  package typealias Allocate = @convention(c) @Sendable (Int) -> UnsafeMutableRawPointer?
  package typealias Reallocate =
    @convention(c) @Sendable (UnsafeMutableRawPointer?, Int) -> UnsafeMutableRawPointer?
  package typealias Free = @convention(c) @Sendable (UnsafeMutableRawPointer?) -> Void

  private let allocate: Allocate
  private let reallocate: Reallocate
  private let free: Free

  /// Uses functions that behave like `malloc`, `realloc` and `free`, and return `refusal()` when a
  /// request fails.
  package init(
    allocate: @escaping Allocate, reallocate: @escaping Reallocate, free: @escaping Free
  ) {
    unsafe self.allocate = allocate
    unsafe self.reallocate = reallocate
    unsafe self.free = free
  }

  /// The memory of the C library.
  package static let system = unsafe ExpatMemory(
    allocate: { unsafe SystemMemory.allocate($0) ?? refusal() },
    reallocate: { unsafe SystemMemory.reallocate($0, $1) ?? refusal() },
    free: { unsafe SystemMemory.release($0) })

  /// Counts a failed request and returns nil.
  package static func refusal() -> UnsafeMutableRawPointer? {
    counter.increment()
    return nil
  }

  /// How many requests have failed so far in all parsers on this thread. Expat does not say which
  /// parser a request is for.
  static var refusals: Int { counter.value }

  private static let counter = ThreadCounter()

  /// Creates a namespace-aware parser; nil if there is not enough memory.
  func makeParser() -> XML_Parser? {
    var functions = unsafe XML_Memory_Handling_Suite(
      malloc_fcn: allocate, realloc_fcn: reallocate, free_fcn: free)
    var separator = namespaceSeparator
    // Expat copies both.
    return unsafe XML_ParserCreate_MM(nil, &functions, &separator)
  }
}
