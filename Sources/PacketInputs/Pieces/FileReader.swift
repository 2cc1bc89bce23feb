package import Platform

/// A file, or standard input, piece by piece.
package final class FileReader: PieceReader, Sendable {
  package let file: InputFile
  /// How many bytes the input has, if it is a regular file.
  package let size: Int?

  package init(_ file: consuming InputFile) {
    size = file.size
    self.file = file
  }

  var isRegular: Bool { size != nil }

  package var mayWait: Bool { !isRegular }

  package func read(into piece: inout [UInt8]) throws(InputError) -> Int? {
    do {
      return try file.read(into: &piece)
    } catch {
      throw InputError(error)
    }
  }

  package var shortfall: String? { nil }
  package var remark: String? { nil }
}
