/// Bytes in memory, piece by piece.
final class BytesReader: PieceReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  let mayWait = false

  func read(into piece: inout [UInt8]) -> Int? {
    piece = Array(rest.prefix(64 * 1024))
    rest = rest.dropFirst(piece.count)
    return piece.count
  }

  let shortfall: String? = nil
  let remark: String? = nil
}
