import Platform

/// Separates the parts of an expanded name. XML does not allow it, so no part contains it.
let namespaceSeparator = CChar(0x01)

/// The number of bytes before the terminating NUL, which every string from Expat has.
@inline(__always)
func length(of string: UnsafePointer<CChar>) -> Int {
  unsafe CString.length(of: string)
}

/// The range of the local name in an expanded name of this length. The namespace name comes before
/// it and the prefix after it, if there are any.
@inline(__always)
func localName(in name: UnsafePointer<CChar>, _ length: Int) -> Range<Int> {
  // A name without the separator has no namespace. By far most names are like this.
  guard let start = unsafe separator(in: name, 0..<length).map({ $0 + 1 }) else {
    return 0..<length
  }
  return start..<(unsafe separator(in: name, start..<length) ?? length)
}

private func separator(in name: UnsafePointer<CChar>, _ range: Range<Int>) -> Int? {
  // The range lies within the name.
  unsafe CString.firstIndex(
    of: UInt8(bitPattern: namespaceSeparator), in: name + range.lowerBound, count: range.count
  ).map { range.lowerBound + $0 }
}
