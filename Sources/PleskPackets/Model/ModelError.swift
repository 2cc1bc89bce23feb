/// Why a content model cannot be compiled: something in it is more than a table has room for.
package struct ModelError: Error, Hashable, Sendable {
  /// What there is too much of.
  package let ceiling: ModelCeiling
  /// The path of the element that has too much; “/” if it is no element's.
  package let path: String
  /// How much it has. Counting ends with the element that is too much, so there may be more.
  package let actual: Int

  package var maximum: Int { ceiling.maximum }
}

extension ModelError: CustomStringConvertible {
  package var description: String { "\(path): \(actual) \(ceiling.rawValue), at most \(maximum)" }
}
