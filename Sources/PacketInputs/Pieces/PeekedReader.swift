/// Reads the first bytes of an input ahead, to detect its format, and then returns them again.
package final class PeekedReader: PieceReader {
  private let base: any PieceReader
  /// The first bytes, until they have been returned.
  private(set) var start: [UInt8] = []
  private var isAtEnd = false

  init(_ base: any PieceReader) {
    self.base = base
  }

  /// Reads as many bytes as it takes to be certain of something.
  ///
  /// - Parameter recognise: Gets the bytes so far, and whether that is all; returns nil if it needs
  ///   more.
  /// - Returns: Its answer; nil if a signal interrupted.
  func lookAhead<Answer>(
    _ recognise: (_ start: [UInt8], _ isAll: Bool) -> Answer?
  ) throws(InputError) -> Answer? {
    while true {
      if let answer = recognise(start, isAtEnd) { return answer }
      var piece: [UInt8] = []
      guard let count = try base.read(into: &piece) else { return nil }
      if start.isEmpty { start = piece } else { start += piece }
      isAtEnd = count == 0
    }
  }

  package var mayWait: Bool { base.mayWait && start.isEmpty }

  package func read(into piece: inout [UInt8]) throws(InputError) -> Int? {
    if !start.isEmpty {
      piece = start
      start = []
      return piece.count
    }
    piece.removeAll(keepingCapacity: true)
    return isAtEnd ? 0 : try base.read(into: &piece)
  }

  /// Whether the end has been seen, and nothing is left to return.
  var hasEnded: Bool { isAtEnd && start.isEmpty }

  package var shortfall: String? { base.shortfall }
  package var remark: String? { base.remark }
}
