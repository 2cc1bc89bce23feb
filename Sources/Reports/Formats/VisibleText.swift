/// Text of an input made safe to show: control characters, which could control the terminal, become
/// U+FFFD.
package func visible(_ text: String) -> String { replacingUnsafe(text) { _ in "\u{FFFD}" } }

/// The name of a file made safe to show: control characters are escaped, as `\n` and `\u{1b}`, so
/// that names stay apart.
package func visibleName(_ name: String) -> String {
  replacingUnsafe(name) { scalar in
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{\(String(scalar.value, radix: 16))}"
    }
  }
}

private func replacingUnsafe(
  _ text: String, _ replacement: (Unicode.Scalar) -> String
) -> String {
  var scalars = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    // Characters that end a line or change the writing direction could make the text look
    // different.
    let turns =
      (0x2028...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      || scalar.value == 0x200E || scalar.value == 0x200F || scalar.value == 0x061C
    if isControl || turns {
      scalars.append(contentsOf: replacement(scalar).unicodeScalars)
    } else {
      scalars.append(scalar)
    }
  }
  return String(scalars)
}
