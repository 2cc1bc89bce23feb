import Bytes

/// An integer parsed from text, in the form of XML Schema's `integer`.
enum IntegerText: Equatable {
  case value(Int64)
  /// An integer that does not fit into 64 bits.
  case tooLarge(isNegative: Bool)
  case notAnInteger

  /// Parses `[+-]?[0-9]+` with optional whitespace around it.
  ///
  /// - Parameter signs: Whether a sign is allowed before the digits.
  /// - Complexity: Linear in the number of bytes.
  init(_ text: Span<UInt8>, signs: Bool = true) {
    // Almost all texts are a few digits and nothing else.
    if let value = text.fewDigits {
      self = .value(value)
      return
    }
    var index = 0
    var end = text.count
    while index < end, Self.isWhitespace(text[index]) { index += 1 }
    while end > index, Self.isWhitespace(text[end - 1]) { end -= 1 }
    var isNegative = false
    if signs, index < end, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      isNegative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    guard index < end else {
      self = .notAnInteger
      return
    }
    // Accumulated as a negative number, so that the lowest one fits too.
    var value: Int64 = 0
    var overflows = false
    while index < end {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit <= 9 else {
        self = .notAnInteger
        return
      }
      let (tenfold, over) = value.multipliedReportingOverflow(by: 10)
      let (next, under) = tenfold.subtractingReportingOverflow(Int64(digit))
      overflows = overflows || over || under
      value = next
      index += 1
    }
    if !isNegative {
      let (positive, over) = Int64(0).subtractingReportingOverflow(value)
      overflows = overflows || over
      value = positive
    }
    self = overflows ? .tooLarge(isNegative: isNegative) : .value(value)
  }

  private static func isWhitespace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
