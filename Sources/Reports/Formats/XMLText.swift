import Bytes

/// Appends text escaped for elements of XML and for attributes in double quotes.
///
/// Characters that XML 1.0 forbids become U+FFFD. In attributes, line ends and tabs become
/// references, because they would be read as spaces.
func appendXML(_ text: String, inAttribute: Bool = false, to output: inout [UInt8]) {
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": output.append("&amp;")
    case "<": output.append("&lt;")
    case ">": output.append("&gt;")
    case "\"": output.append("&quot;")
    // A bare CR would be read as a line feed.
    case "\r": output.append("&#13;")
    case "\n" where inAttribute: output.append("&#10;")
    case "\t" where inAttribute: output.append("&#9;")
    case "\n", "\t": output.append(UInt8(scalar.value))
    case _ where !scalar.isXMLCharacter: output.append("\u{FFFD}")
    default: output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}

/// Appends an attribute with a space before it.
func appendXMLAttribute(_ name: StaticString, _ value: String, to output: inout [UInt8]) {
  output.append(" \(name)=\"")
  appendXML(value, inAttribute: true, to: &output)
  output.append("\"")
}
