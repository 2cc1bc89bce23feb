/// Appends UTF-8 text as a CSV field, in quotes if it needs them.
///
/// Text that a spreadsheet would evaluate gets an apostrophe before it: what starts with `=`, `+`,
/// `-`, `@` or a control character, unless it is a number. Control characters other than tabs and
/// line ends, which only file names can have, become U+FFFD.
func appendCSV(_ text: Span<UInt8>, to output: inout [UInt8]) {
  let guarded = mayBeFormula(text)
  let isQuoted = text.isEmpty || needsQuotes(text)
  if isQuoted { output.append(UInt8(ascii: "\"")) }
  if guarded { output.append(UInt8(ascii: "'")) }
  for index in text.indices {
    switch text[index] {
    case UInt8(ascii: "\""): output.append("\"\"")
    case let byte where byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D:
      output.append("\u{FFFD}")
    case let byte: output.append(byte)
    }
  }
  if isQuoted { output.append(UInt8(ascii: "\"")) }
}

private func needsQuotes(_ text: Span<UInt8>) -> Bool {
  for index in text.indices {
    switch text[index] {
    case UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D: return true
    default: continue
    }
  }
  return false
}

private func mayBeFormula(_ text: Span<UInt8>) -> Bool {
  if text.isEmpty { return false }
  switch text[0] {
  case UInt8(ascii: "="), UInt8(ascii: "@"), 0..<0x20: return true
  case UInt8(ascii: "+"), UInt8(ascii: "-"): return !isDigits(text.extracting(1...))
  default: return false
  }
}

private func isDigits(_ text: Span<UInt8>) -> Bool {
  for index in text.indices
  where !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[index]) {
    return false
  }
  return !text.isEmpty
}
