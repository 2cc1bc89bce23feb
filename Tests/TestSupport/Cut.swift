/// How bytes are cut into pieces before they are fed.
public enum Cut: Hashable, Sendable {
  case whole
  /// Two pieces, the first of this many bytes.
  case at(Int)
  /// Pieces of this many bytes.
  case every(Int)
  /// Exactly these pieces.
  case into([Range<Int>])

  public func pieces(of count: Int) -> [Range<Int>] {
    switch self {
    case .whole: [0..<count]
    case .at(let place): [0..<place, place..<count]
    case .every(let size):
      stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
    case .into(let pieces): pieces
    }
  }
}
