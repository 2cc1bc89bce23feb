/// The bytes of an input, piece by piece.
package protocol PieceReader: AnyObject {
  /// Whether the next bytes may take a while to come, as those of a pipe.
  var mayWait: Bool { get }

  /// Replaces the bytes with the next ones.
  ///
  /// - Returns: How many they are; 0 at the end, nil if a signal interrupted.
  func read(into piece: inout [UInt8]) throws(InputError) -> Int?

  /// Why the bytes end before their time, if they do; known at the end.
  var shortfall: String? { get }

  /// A word about bytes of the input that are not among these; known at the end.
  var remark: String? { get }
}
