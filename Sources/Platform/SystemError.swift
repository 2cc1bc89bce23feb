#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A failed system call.
public struct SystemError: Error, Hashable, Sendable {
  /// What the call was meant to do.
  public enum Operation: String, Hashable, Sendable {
    case open, read, write, list, replace
  }

  public var operation: Operation
  /// The error number, `errno`.
  public var number: CInt
  /// The name of the file, if it has one.
  public var path: FileName?

  package init(_ operation: Operation, number: CInt, path: FileName? = nil) {
    self.operation = operation
    self.number = number
    self.path = path
  }

  /// The system's description of the error number, for example `No such file or directory`.
  public var reason: String { systemReason(number) }

  /// Whether the reader of what was written has closed its end.
  package var isBrokenPipe: Bool { number == EPIPE }
}

extension SystemError: CustomStringConvertible {
  public var description: String {
    path.map { "\(operation.rawValue) \($0): \(reason)" } ?? "\(operation.rawValue): \(reason)"
  }
}

/// The system's description of an error number.
private func systemReason(_ number: CInt) -> String {
  // The text is valid until the next call of strerror on this thread; it is copied before that.
  guard let text = unsafe strerror(number) else { return "error \(number)" }
  return unsafe String(cString: text)
}
