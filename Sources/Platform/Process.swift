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

/// The value of an environment variable; nil if it is not set.
public func environmentVariable(_ name: String) -> String? {
  // The text is valid as long as the environment does not change, and nothing here changes it.
  guard let value = unsafe getenv(name) else { return nil }
  return unsafe String(cString: value)
}
