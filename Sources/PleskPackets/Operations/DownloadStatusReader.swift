import Platform
import ExpatSAX

/// Reads results from a file or from bytes, one after the other, in constant memory.
///
/// A sequence cannot throw, so what ended the packet early is told afterwards: by `failure`, or by `finish()`, which throws it.
/// The results before it have come all the same.
///
/// ```swift
/// let reader = try DownloadStatusReader(path: "capture.xml")
/// for result in reader { print(result) }
/// let summary = try reader.finish()
/// ```
///
/// A reader is single-pass: a second loop goes on where the first one stopped.
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
  /// What ended the packet before its end, if anything did.
  public private(set) var failure: PacketError?

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - options: How the packet is read.
  ///   - onFinding: Called with every finding, in document order with the results.
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

  /// Reads bytes that are in memory.
  ///
  /// - Parameters:
  ///   - bytes: The whole packet.
  ///   - options: How the packet is read.
  ///   - onFinding: Called with every finding, in document order with the results.
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

  /// The next result, or nil when there is no more.
  public func next() -> DownloadResult? {
    while true {
      if let result = queue.popFirst() { return result }
      if case .ended = source { return nil }
      do throws(PacketError) { try advance() } catch { end(error) }
    }
  }

  /// Reads what is left, without delivering its results, and tells how the packet ended.
  ///
  /// - Throws: `PacketError` if it ended before its end.
  public func finish() throws(PacketError) -> PacketSummary {
    while next() != nil {}
    if let failure { throw failure }
    return summary
  }

  /// Feeds the parser one piece of the source.
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
