import Platform
import ExpatSAX

/// A file, or standard input, piece by piece.
final class FileReader: PieceReader, Sendable {
  let file: InputFile
  /// How many bytes the input has, if it is a regular file.
  let size: Int?

  init(_ file: consuming InputFile) {
    size = file.size
    self.file = file
  }

  var isRegular: Bool { size != nil }

  var mayWait: Bool { !isRegular }

  func read(into piece: inout [UInt8]) throws(ReadingError) -> Int? {
    do {
      return try file.read(into: &piece)
    } catch {
      throw .input(error.reason)
    }
  }

  var shortfall: String? { nil }
  var remark: String? { nil }
}
