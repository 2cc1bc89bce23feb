@testable import PacketInputs

/// Bytes that come in given pieces.
final class CutReader: PieceReader {
  private let bytes: [UInt8]
  private var pieces: ArraySlice<Range<Int>>
  /// Whether all have been read, and the end was seen.
  private(set) var hasSeenEnd = false

  /// - Parameter pieces: All bytes, one piece after the other.
  init(_ bytes: [UInt8], _ pieces: [Range<Int>]) {
    self.bytes = bytes
    self.pieces = pieces[...]
  }

  let mayWait = false
  let shortfall: String? = nil
  let remark: String? = nil

  func read(into piece: inout [UInt8]) -> Int? {
    piece = pieces.popFirst().map { Array(bytes[$0]) } ?? []
    hasSeenEnd = piece.isEmpty
    return piece.count
  }
}
