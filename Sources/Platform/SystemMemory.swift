#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The C library's allocator, for C libraries that get their memory from their caller.
package enum SystemMemory {
  /// `malloc`; nil if there is no memory.
  package static func allocate(_ size: Int) -> UnsafeMutableRawPointer? { unsafe malloc(size) }

  /// `realloc`; nil if there is no memory, and the block is then unchanged.
  package static func reallocate(
    _ block: UnsafeMutableRawPointer?, _ size: Int
  ) -> UnsafeMutableRawPointer? {
    unsafe realloc(block, size)
  }

  /// `free`.
  package static func release(_ block: UnsafeMutableRawPointer?) { unsafe free(block) }
}
