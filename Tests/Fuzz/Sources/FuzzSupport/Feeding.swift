import ExpatSAX
import PleskPackets

/// A parser that takes bytes in both ways.
protocol Feedable: ~Copyable {
  associatedtype Failure: Error
  mutating func feed(_ bytes: Span<UInt8>) throws(Failure)
  mutating func feed(reading descriptor: CInt) throws(Failure) -> Int?
}

extension PacketParser: Feedable {}
extension StreamParser: Feedable where Handler: ~Copyable {}

/// Feeds the pieces one by one.
struct Feeder {
  private let pipe: Pipe?
  private let way: Plan.Way
  private var fed = 0

  init(_ way: Plan.Way) {
    self.way = way
    pipe = way == .spans ? nil : Pipe()
  }

  /// Feeds a piece from memory of exactly its size, so that AddressSanitizer sees each read beyond
  /// it.
  mutating func feed<Parser: Feedable & ~Copyable>(
    _ piece: ArraySlice<UInt8>, to parser: inout Parser
  ) throws(Parser.Failure) {
    fed += 1
    let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: piece.count)
    _ = unsafe memory.initialize(fromContentsOf: piece)
    // Freed after the last use of the span; nobody else writes before that.
    defer { unsafe memory.deallocate() }
    let bytes = unsafe UnsafeBufferPointer(memory).span
    if pipe == nil || way == .inTurn && fed % 2 == 0 {
      try parser.feed(bytes)
    } else {
      try feedFromPipe(bytes, to: &parser)
    }
  }

  private func feedFromPipe<Parser: Feedable & ~Copyable>(
    _ bytes: Span<UInt8>, to parser: inout Parser
  ) throws(Parser.Failure) {
    guard let pipe else { return }
    var put = 0
    while put < bytes.count {
      let part = put..<min(bytes.count, put + Pipe.room)
      pipe.put(bytes.extracting(part))
      put = part.upperBound
      var taken = 0
      while taken < part.count {
        guard let count = try parser.feed(reading: pipe.readEnd) else { continue }
        precondition(count > 0, "a parser reads nothing, and there are bytes")
        taken += count
      }
    }
  }
}
