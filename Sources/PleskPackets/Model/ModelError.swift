/// The reason why a content model cannot be compiled: it exceeds the capacity of a table.
package struct ModelError: Error, Hashable, Sendable {
  /// The ceiling that was exceeded.
  package let ceiling: ModelCeiling
  /// The path of the element that exceeds it; “/” if it is not about an element.
  package let path: String
  /// The count. Counting stops at the first excess element, so there may be more.
  package let actual: Int

  package var maximum: Int { ceiling.maximum }
}

extension ModelError: CustomStringConvertible {
  package var description: String { "\(path): \(actual) \(ceiling.rawValue), at most \(maximum)" }
}
