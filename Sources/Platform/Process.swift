#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ends the process.
package func endProcess(_ status: Int32) -> Never { exit(status) }

/// The descriptors that every process starts with.
package enum StandardDescriptor {
  package static let input: CInt = 0
  package static let output: CInt = 1
  package static let error: CInt = 2
}
