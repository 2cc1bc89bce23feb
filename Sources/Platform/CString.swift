#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Strings of C libraries, by the C library's own fast functions.
package enum CString {
  /// The bytes before the terminating NUL.
  package static func length(of string: UnsafePointer<CChar>) -> Int { Int(unsafe strlen(string)) }

  /// Where a byte is first, among so many bytes.
  package static func firstIndex(
    of byte: UInt8, in bytes: UnsafePointer<CChar>, count: Int
  ) -> Int? {
    guard let found = unsafe memchr(bytes, CInt(byte), count) else { return nil }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
  }
}
