extension Unicode.Scalar {
  /// Whether XML 1.0 allows the character, written literally or as a character reference.
  package var isXMLCharacter: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: true
    case 0..<0x20, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
