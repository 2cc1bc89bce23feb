import ExpatSAX

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output or standard error, buffered; what is written is out after `flush`.
///
/// What is written at once stays together: whoever reads the output while it grows, or after the process was killed, finds
/// whole lines wherever the system takes them whole.
///
/// A broken pipe ends the process quietly. Any other failure is said once on standard error and kept in `hasFailed`.
final class OutputFile {
  static var standardOutput: OutputFile { OutputFile(STDOUT_FILENO, name: "standard output") }
  static var standardError: OutputFile { OutputFile(STDERR_FILENO, name: "standard error") }

  private let descriptor: CInt
  private let name: String
  private var buffer: [UInt8] = []
  private(set) var hasFailed = false

  private static var flushSize: Int { 64 * 1024 }

  init(_ descriptor: CInt, name: String) {
    self.descriptor = descriptor
    self.name = name
    buffer.reserveCapacity(Self.flushSize + 4096)
  }

  /// Adds text, and writes if much has gathered.
  func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.flushSize { flush() }
  }

  /// Lets the body add bytes, and writes if much has gathered.
  func write(_ body: (inout [UInt8]) -> Void) {
    body(&buffer)
    if buffer.count >= Self.flushSize { flush() }
  }

  /// Writes all that has gathered.
  func flush() {
    if buffer.isEmpty { return }
    defer { buffer.removeAll(keepingCapacity: true) }
    if hasFailed { return }
    guard let number = writeAll(buffer.span, to: descriptor) else { return }
    if number == EPIPE { endProcess(ExitStatus.brokenPipe) }
    hasFailed = true
    let message = "validate: \(name) cannot be written: \(systemReason(number))\n"
    _ = writeAll(Array(message.utf8).span, to: STDERR_FILENO)
  }
}
