/// The bytes of an input, piece by piece.
package protocol PieceReader: AnyObject {
  /// Whether the next bytes may take a while to arrive, as in a pipe.
  var mayWait: Bool { get }

  /// Replaces the bytes with the next ones.
  ///
  /// - Returns: How many they are; 0 at the end, nil if a signal interrupted.
  func read(into piece: inout [UInt8]) throws(InputError) -> Int?

  /// Why the bytes end too early, if they do; known at the end.
  var shortfall: String? { get }

  /// A note about bytes of the input that were left out; known at the end.
  var remark: String? { get }
}
