/// An asynchronous sequence of the results of a packet that arrives in pieces.
///
/// Each result is delivered as soon as its end tag has arrived. If the packet ends early, the
/// results before that are delivered first, and then the iteration throws `PacketError`. The
/// sequence is single-pass if its base is.
public struct DownloadStatusSequence<Base: AsyncSequence>: AsyncSequence
where Base.Element: Sequence<UInt8> {
  private let base: Base
  private let options: PacketOptions
  private let onFinding: @Sendable (Finding) -> Void

  init(
    _ base: Base, _ options: PacketOptions, _ onFinding: @escaping @Sendable (Finding) -> Void
  ) {
    self.base = base
    self.options = options
    self.onFinding = onFinding
  }

  /// Returns an iterator with its own parser.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(base.makeAsyncIterator(), options, onFinding)
  }

  /// Reads the packet piece by piece, as results are asked for.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private var base: Base.AsyncIterator
    private let feeder: Feeder

    init(
      _ base: Base.AsyncIterator, _ options: PacketOptions,
      _ onFinding: @escaping @Sendable (Finding) -> Void
    ) {
      self.base = base
      feeder = Feeder(options, onFinding)
    }

    /// Returns the next result, or nil at the end of the packet.
    ///
    /// - Throws: `PacketError` if the packet ended early, or any error of the base.
    public mutating func next() async throws -> DownloadResult? {
      while true {
        if let result = feeder.queue.popFirst() { return result }
        if let failure = feeder.takeFailure() { throw failure }
        if feeder.hasEnded { return nil }
        if let piece = try await base.next() { feeder.feed(piece) } else { feeder.finish() }
      }
    }
  }

  /// The parser, and its results that have not been taken yet.
  private final class Feeder {
    let queue = ResultQueue()
    private(set) var hasEnded = false
    private var failure: PacketError?
    private var parser: PacketParser

    init(_ options: PacketOptions, _ onFinding: @escaping (Finding) -> Void) {
      let queue = queue
      parser = PacketParser(options: options) { event in
        switch event {
        case .result(let result): queue.append(result.owned)
        case .finding(let finding): onFinding(finding)
        case .request, .systemFailure: break
        }
      }
    }

    func feed(_ piece: Base.Element) {
      do throws(PacketError) { try parser.feed(Array(piece)) } catch { end(error) }
    }

    func finish() {
      hasEnded = true
      do throws(PacketError) { _ = try parser.finish() } catch { end(error) }
    }

    /// Returns the error that ended the packet, once.
    func takeFailure() -> PacketError? {
      defer { failure = nil }
      return failure
    }

    private func end(_ error: PacketError) {
      hasEnded = true
      failure = error
    }
  }
}

extension AsyncSequence where Element: Sequence<UInt8> {
  /// Returns the results of the packet that consists of these pieces.
  ///
  /// - Parameters:
  ///   - options: How to read the packet.
  ///   - onFinding: Called for every finding, in document order with the results.
  public func downloadStatusResults(
    options: PacketOptions = .default, onFinding: @escaping @Sendable (Finding) -> Void = { _ in }
  ) -> DownloadStatusSequence<Self> {
    DownloadStatusSequence(self, options, onFinding)
  }
}
