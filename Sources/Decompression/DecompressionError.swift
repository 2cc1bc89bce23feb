/// Why bytes cannot be decompressed.
package struct DecompressionError: Error, Sendable, Hashable {
  /// The reason, in plain words.
  package var message: String

  static let outOfMemory = DecompressionError(message: "out of memory")
}
