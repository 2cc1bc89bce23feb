import PacketInputs
import Platform
import Reports

/// A buffered output. `flush` writes the buffer, and `close` puts a file in its place.
///
/// What is written at once stays together: anyone who reads the output while it grows, or after the
/// process was killed, finds whole lines if the system takes them whole.
///
/// A broken pipe ends the process quietly, unless that would leave a file unfinished. Any other
/// failure is reported once on standard error and kept in `hasFailed`.
final class OutputFile {
  static var standardOutput: OutputFile {
    OutputFile(StandardDescriptor.output, name: "standard output")
  }

  private let descriptor: Int32
  private let name: String
  /// The file that is replaced at the end, if it is one.
  private let replacement: FileReplacement?
  private let endsAtBrokenPipe: Bool
  private var buffer: [UInt8] = []
  private(set) var hasFailed = false
  /// The bar on the terminal, which must be erased before anything else is written there.
  var bar: ProgressBar? { didSet { sharesTerminal = isTerminal } }
  private var sharesTerminal = false

  private static var flushSize: Int { 64 * 1024 }

  init(
    _ descriptor: Int32, name: String, replacement: FileReplacement? = nil,
    endsAtBrokenPipe: Bool = true
  ) {
    self.descriptor = descriptor
    self.name = name
    self.replacement = replacement
    self.endsAtBrokenPipe = endsAtBrokenPipe
    buffer.reserveCapacity(Self.flushSize + 4096)
  }

  /// Standard error, for use together with an output.
  static func standardError(with output: OutputFile) -> OutputFile {
    OutputFile(
      StandardDescriptor.error, name: "standard error", endsAtBrokenPipe: output.replacement == nil)
  }

  /// The output that the command line names; the process ends if it cannot be opened.
  ///
  /// - Parameter path: A file, or - for standard output. Anything but a regular file is written
  ///   directly.
  static func named(_ path: String) -> OutputFile {
    if path == "-" { return standardOutput }
    if let descriptor = openDescriptor(path) {
      return OutputFile(descriptor, name: path)
    }
    let file = PathArguments.name(of: path)
    do {
      if exists(file), !isRegularFile(file) {
        return OutputFile(try openToWrite(file), name: path)
      }
      let replacement = try FileReplacement(of: file)
      Interruption.watchMore()
      return OutputFile(replacement.descriptor, name: path, replacement: replacement)
    } catch {
      say("\(path) cannot be written: \(error.reason)")
      endProcess(ExitStatus.inputOutput)
    }
  }

  /// The open descriptor that a path names. Opening the path again would lose its position.
  private static func openDescriptor(_ path: String) -> Int32? {
    switch path {
    case "/dev/stdout": return 1
    case "/dev/stderr": return 2
    default:
      for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
        return Int32(path.dropFirst(folder.utf8.count))
      }
      return nil
    }
  }

  var isTerminal: Bool { Platform.isTerminal(descriptor) }

  /// Adds text, and flushes a full buffer.
  func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.flushSize { flush() }
  }

  /// Lets the body add bytes, and flushes a full buffer.
  func write(_ body: (inout [UInt8]) -> Void) {
    body(&buffer)
    if buffer.count >= Self.flushSize { flush() }
  }

  /// Writes the buffer.
  func flush() {
    if buffer.isEmpty { return }
    defer { buffer.removeAll(keepingCapacity: true) }
    if hasFailed { return }
    if sharesTerminal { bar?.erase() }
    guard let error = writeAll(buffer.span, to: descriptor) else { return }
    bar?.erase()
    hasFailed = true
    if !error.isBrokenPipe {
      Self.say("\(name) cannot be written: \(error.reason)")
    } else if endsAtBrokenPipe {
      endProcess(ExitStatus.brokenPipe)
    }
  }

  /// Writes the buffer for the last time, and puts a file in its place.
  ///
  /// - Parameter isComplete: Whether the output is complete; if not, a file is left unchanged.
  func close(isComplete: Bool) {
    flush()
    guard let replacement else { return }
    if !isComplete || hasFailed {
      replacement.discard()
      return Self.say("\(name) was left unchanged")
    }
    do {
      try replacement.commit()
    } catch {
      hasFailed = true
      Self.say("\(name) cannot be written: \(error.reason)")
    }
  }

  private static func say(_ text: String) {
    _ = writeAll(Array("validate: \(visible(text))\n".utf8).span, to: StandardDescriptor.error)
  }
}
