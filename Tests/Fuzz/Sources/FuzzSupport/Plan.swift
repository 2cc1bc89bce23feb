public import PleskPackets

/// How to read an input, from its first bytes. Zeros mean the default options and one piece.
public struct Plan: Sendable {
  /// The call that feeds the pieces.
  public enum Way: Int, Sendable {
    case spans, descriptor, inTurn
  }

  public var options = PacketOptions.default
  public var way: Way
  /// The sizes of the pieces, repeated; 0 means all the rest.
  public var sizes: [Int]

  /// The bytes of a plan.
  public static var size: Int { 6 }

  public init(_ choices: inout Choices) {
    let flags = choices.byte()
    let kinds: [PacketKind?] = [nil, .response, nil, nil, nil, .response, .request, nil]
    options.kind = kinds[Int(flags & 3) + Int(flags >> 7) * 4]
    options.request =
      [
        nil, DownloadStatusRequest(.all), DownloadStatusRequest(.tasks([18])),
        DownloadStatusRequest(.tasks([1, 18, 19, .max])),
      ][Int(flags >> 2 & 3)]
    options.reportsDuplicateIDs = flags & 0x10 != 0
    way = Way(rawValue: Int(flags >> 5 & 3)) ?? .spans
    options.limits = Self.limits(choices.byte())
    // Always four bytes, so that all plans have the same size.
    sizes = (0..<4).map { _ in Self.pieceSize(choices.byte()) }
  }

  /// The default limits, or, for every fourth choice, a small one.
  private static func limits(_ choice: UInt8) -> Limits {
    var limits = Limits.default
    if choice % 4 == 3 {
      let names = Limits.Name.allCases
      let (size, name) = (Int(choice) / 4).quotientAndRemainder(dividingBy: names.count)
      limits[names[name]] = [1, 2, 3, 5, 6, 7, 8, 15, 19, 40, 200][size]
    }
    return limits
  }

  private static func pieceSize(_ choice: UInt8) -> Int {
    choice < 0x80 ? Int(choice) : (Int(choice) - 0x7F) * 40
  }

  /// The same, for a packet in one piece.
  public var inOnePiece: Plan {
    var plan = self
    plan.way = .spans
    plan.sizes = [0]
    return plan
  }

  /// The pieces of this many bytes. They grow in a long input, to avoid thousands of calls; the
  /// last one is empty.
  public func pieces(of count: Int) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = 0
    while start < count {
      let size = sizes[pieces.count % sizes.count] * (1 + pieces.count / 64)
      let end = size == 0 ? count : min(count, start + size)
      pieces.append(start..<end)
      start = end
    }
    return pieces + [count..<count]
  }
}

extension Plan: CustomStringConvertible {
  public var description: String {
    """
    kind \(options.kind?.rawValue ?? "any"), request \(options.request.map { "\($0.selection)" } ?? "unknown"), \
    duplicate ids \(options.reportsDuplicateIDs), \(options.limits), \(way), pieces of \(sizes)
    """
  }
}
