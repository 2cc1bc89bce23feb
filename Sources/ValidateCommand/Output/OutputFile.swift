import SystemPackage

/// Standard output or standard error, buffered; what is written is out after `flush`.
///
/// A broken pipe ends the process quietly. Any other failure is said once on standard error and kept in `hasFailed`.
final class OutputFile {
  static var standardOutput: OutputFile { OutputFile(.standardOutput, name: "standard output") }
  static var standardError: OutputFile { OutputFile(.standardError, name: "standard error") }

  private let descriptor: FileDescriptor
  private let name: String
  private var buffer: [UInt8] = []
  private(set) var hasFailed = false

  private static var flushSize: Int { 64 * 1024 }

  init(_ descriptor: FileDescriptor, name: String) {
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
    do {
      try descriptor.writeAll(buffer)
    } catch Errno.brokenPipe {
      endProcess(ExitStatus.brokenPipe)
    } catch {
      hasFailed = true
      try? _ = FileDescriptor.standardError.writeAll(
        "validate: \(name) cannot be written: \(error)\n".utf8)
    }
  }
}
