extension [UInt8] {
  /// Appends text as UTF-8.
  package mutating func append(_ text: String) { append(contentsOf: text.utf8) }
}
