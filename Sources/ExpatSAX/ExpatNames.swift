import Platform

/// Stands between a namespace's name and a local name. It is no character of XML, so it is in neither.
let namespaceSeparator = CChar(0x01)

/// The bytes before the terminating zero, which every string of Expat's has.
@inline(__always)
func length(of string: UnsafePointer<CChar>) -> Int {
  unsafe CString.length(of: string)
}

/// Where the local name is in an expanded name of this length: before it is the namespace's name, and behind it the prefix,
/// if there are any.
@inline(__always)
func localName(in name: UnsafePointer<CChar>, _ length: Int) -> Range<Int> {
  // A name without the separator has no namespace: by far the most.
  guard let start = unsafe separator(in: name, 0..<length).map({ $0 + 1 }) else {
    return 0..<length
  }
  return start..<(unsafe separator(in: name, start..<length) ?? length)
}

private func separator(in name: UnsafePointer<CChar>, _ range: Range<Int>) -> Int? {
  // As many bytes of the name as the range has.
  unsafe CString.firstIndex(
    of: UInt8(bitPattern: namespaceSeparator), in: name + range.lowerBound, count: range.count
  ).map { range.lowerBound + $0 }
}
