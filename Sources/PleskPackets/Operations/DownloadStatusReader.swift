import Platform
import ExpatSAX

/// Reads the results of a file or a byte array one by one, in constant memory.
///
/// A sequence cannot throw. If the packet ends early, `failure` says why afterwards, and `finish()`
/// throws it. The results before that are delivered.
///
/// ```swift
/// let reader = try DownloadStatusReader(path: "capture.xml")
/// for result in reader { print(result) }
/// let summary = try reader.finish()
/// ```
///
/// A reader is single-pass: a second loop continues where the first one stopped.
public final class DownloadStatusReader: Sequence, IteratorProtocol {
  private enum Source {
    case file
    case bytes([UInt8], next: Int)
    case ended
  }

  private var parser: PacketParser
  private var source: Source
  private var file: InputFile?
  private let queue: ResultQueue
  /// The error that ended the packet early; nil if there is none.
  public private(set) var failure: PacketError?

  /// Opens a file for reading.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - options: How to read the packet.
  ///   - onFinding: Called for every finding, in document order with the results.
  /// - Throws: `PacketError` with the code `input` if the file cannot be opened.
  public convenience init(
    path: String, options: PacketOptions = .default,
    onFinding: @escaping (Finding) -> Void = { _ in }
  ) throws(PacketError) {
    do {
      self.init(.file, try InputFile(path: path), options, onFinding)
    } catch {
      throw PacketError(
        code: .input, location: .start, path: "/",
        message: "cannot open \(path): \(error.reason)")
    }
  }

  /// Reads a packet that is in memory.
  ///
  /// - Parameters:
  ///   - bytes: The whole packet.
  ///   - options: How to read the packet.
  ///   - onFinding: Called for every finding, in document order with the results.
  public convenience init(
    bytes: [UInt8], options: PacketOptions = .default,
    onFinding: @escaping (Finding) -> Void = { _ in }
  ) {
    self.init(.bytes(bytes, next: 0), nil, options, onFinding)
  }

  private init(
    _ source: Source, _ file: consuming InputFile?, _ options: PacketOptions,
    _ onFinding: @escaping (Finding) -> Void
  ) {
    let queue = ResultQueue()
    self.queue = queue
    self.source = source
    self.file = file
    parser = PacketParser(options: options) { event in
      switch event {
      case .result(let result): queue.append(result.owned)
      case .finding(let finding): onFinding(finding)
      case .request, .systemFailure: break
      }
    }
  }

  /// The counts so far.
  public var summary: PacketSummary { parser.summary }

  /// Returns the next result, or nil if there are no more.
  public func next() -> DownloadResult? {
    while true {
      if let result = queue.popFirst() { return result }
      if case .ended = source { return nil }
      do throws(PacketError) { try advance() } catch { end(error) }
    }
  }

  /// Reads the rest without delivering its results, and returns the verdict and the counts.
  ///
  /// - Throws: `PacketError` if the packet ended early.
  ///
  /// - Complexity: Linear in the bytes not read yet.
  public func finish() throws(PacketError) -> PacketSummary {
    while next() != nil {}
    if let failure { throw failure }
    return summary
  }

  /// Feeds one piece of the source to the parser.
  private func advance() throws(PacketError) {
    switch source {
    case .ended:
      return
    case .file:
      if try parser.feed(reading: file?.descriptor ?? -1) == 0 {
        close()
        _ = try parser.finish()
      }
    case .bytes(let bytes, let start):
      if start == bytes.count {
        source = .ended
        _ = try parser.finish()
      } else {
        let end = Swift.min(start + 64 * 1024, bytes.count)
        source = .bytes(bytes, next: end)
        try parser.feed(bytes.span.extracting(start..<end))
      }
    }
  }

  private func end(_ error: PacketError) {
    failure = error
    close()
  }

  private func close() {
    source = .ended
    file = nil
  }
}
