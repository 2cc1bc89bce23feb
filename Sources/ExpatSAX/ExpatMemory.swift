import CExpat
import Platform

/// Where Expat gets its memory.
///
/// Expat does not tell of every request in vain: where it finds no memory for the prefix of an `xmlns:…`, it takes the declaration
/// for a usual attribute. So requests in vain are counted here, and what Expat makes of the input after one is not believed.
@safe
package struct ExpatMemory: Sendable {
  package typealias Allocate = @convention(c) @Sendable (Int) -> UnsafeMutableRawPointer?
  package typealias Reallocate =
    @convention(c) @Sendable (UnsafeMutableRawPointer?, Int) -> UnsafeMutableRawPointer?
  package typealias Free = @convention(c) @Sendable (UnsafeMutableRawPointer?) -> Void

  private let allocate: Allocate
  private let reallocate: Reallocate
  private let free: Free

  /// Makes memory of functions that do as `malloc`, `realloc` and `free` do, and answer a request in vain by `refusal()`.
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

  /// No memory, counted.
  package static func refusal() -> UnsafeMutableRawPointer? {
    counter.increment()
    return nil
  }

  /// Requests in vain so far, of the parsers that this thread has run: Expat does not say for which one it asks.
  static var refusals: Int { counter.value }

  private static let counter = ThreadCounter()

  /// Makes a parser that knows namespaces; nil if there is not enough memory.
  func makeParser() -> XML_Parser? {
    var functions = unsafe XML_Memory_Handling_Suite(
      malloc_fcn: allocate, realloc_fcn: reallocate, free_fcn: free)
    var separator = namespaceSeparator
    // Expat copies both.
    return unsafe XML_ParserCreate_MM(nil, &functions, &separator)
  }
}
