import Bytes

/// Where in the file the pieces of a chunked body are.
///
/// Places that are asked for are those of findings: in the last few pieces, or at the start of elements that hold everything, in the
/// first ones. So the first pieces and the last ones are kept, which bounds the memory; a place between is told as that of the last
/// piece before it that is known.
struct ChunkMap {
  private struct Piece {
    var inBody: Location
    var inFile: Location
  }

  private var first: [Piece] = []
  private var last: [Piece] = []

  private static var keptFirst: Int { 1024 }
  private static var keptLast: Int { 64 * 1024 }

  /// Notes where a piece of the body starts.
  mutating func add(inBody: Location, inFile: Location) {
    let piece = Piece(inBody: inBody, inFile: inFile)
    if first.count < Self.keptFirst {
      first.append(piece)
    } else {
      if last.count == 2 * Self.keptLast { last.removeFirst(Self.keptLast) }
      last.append(piece)
    }
  }

  /// The place in the file of one in the body.
  func place(inFile place: Location) -> Location {
    let pieces = (last.first?.inBody.byteOffset ?? .max) <= place.byteOffset ? last : first
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].inBody.byteOffset <= place.byteOffset {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low > 0 else { return place }
    let piece = pieces[low - 1]
    return Location(
      byteOffset: piece.inFile.byteOffset + place.byteOffset - piece.inBody.byteOffset,
      line: piece.inFile.line + place.line - piece.inBody.line,
      column: place.line == piece.inBody.line
        ? max(1, piece.inFile.column + place.column - piece.inBody.column) : place.column)
  }
}
