#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Fast operations on C strings, from the C library.
package enum CString {
  /// The number of bytes before the terminating NUL.
  package static func length(of string: UnsafePointer<CChar>) -> Int { Int(unsafe strlen(string)) }

  /// The index of the first occurrence of a byte among the first `count` bytes.
  package static func firstIndex(
    of byte: UInt8, in bytes: UnsafePointer<CChar>, count: Int
  ) -> Int? {
    guard let found = unsafe memchr(bytes, CInt(byte), count) else { return nil }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
  }
}
