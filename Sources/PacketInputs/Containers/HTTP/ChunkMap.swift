import Bytes

/// Maps places in a chunked body to places in the file.
///
/// Only places of findings are looked up: near the end of what has been read, or near the start,
/// where the outer elements start. So only the first and the last anchors are kept, which bounds
/// memory. A place between them is counted from the last kept anchor before it.
struct ChunkMap {
  /// The place in body and file of bytes that follow one another in both.
  private struct Anchor {
    var inBody: Location
    var inFile: Location
  }

  private var first: [Anchor] = []
  private var last: [Anchor] = []

  private static var keptFirst: Int { 1024 }
  private static var keptLast: Int { 64 * 1024 }

  /// Adds the place of bytes that follow a chunk header, or the ones before.
  mutating func add(inBody: Location, inFile: Location) {
    let anchor = Anchor(inBody: inBody, inFile: inFile)
    if first.count < Self.keptFirst {
      first.append(anchor)
    } else {
      if last.count == 2 * Self.keptLast { last.removeFirst(Self.keptLast) }
      last.append(anchor)
    }
  }

  /// The place in the file of a place in the body.
  func place(inFile place: Location) -> Location {
    let anchors = (last.first?.inBody.byteOffset ?? .max) <= place.byteOffset ? last : first
    var low = 0
    var high = anchors.count
    while low < high {
      let middle = (low + high) / 2
      if anchors[middle].inBody.byteOffset <= place.byteOffset {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low > 0 else { return place }
    let anchor = anchors[low - 1]
    return Location(
      byteOffset: anchor.inFile.byteOffset + place.byteOffset - anchor.inBody.byteOffset,
      line: anchor.inFile.line + place.line - anchor.inBody.line,
      column: place.line == anchor.inBody.line
        ? max(1, anchor.inFile.column + place.column - anchor.inBody.column) : place.column)
  }
}
