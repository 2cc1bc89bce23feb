#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A call of the operating system that failed.
public struct SystemError: Error, Hashable, Sendable {
  /// What was being done.
  public enum Operation: String, Hashable, Sendable {
    case open, read, write, list, replace
  }

  public var operation: Operation
  /// The error number, `errno`.
  public var number: CInt
  /// The file, where there is a name for it.
  public var path: FileName?

  package init(_ operation: Operation, number: CInt, path: FileName? = nil) {
    self.operation = operation
    self.number = number
    self.path = path
  }

  /// What the system says about the error number, for example `No such file or directory`.
  public var reason: String { systemReason(number) }

  /// Whether whoever read what was written has closed it.
  package var isBrokenPipe: Bool { number == EPIPE }
}

extension SystemError: CustomStringConvertible {
  public var description: String {
    path.map { "\(operation.rawValue) \($0): \(reason)" } ?? "\(operation.rawValue): \(reason)"
  }
}

/// What the system says about an error number.
private func systemReason(_ number: CInt) -> String {
  // The text lasts until the next call of strerror on this thread, after it has been copied.
  guard let text = unsafe strerror(number) else { return "error \(number)" }
  return unsafe String(cString: text)
}
