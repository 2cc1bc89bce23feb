#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Stands between a namespace's name and a local name: a line feed is in no name, and Expat refuses
/// a namespace's name that holds it.
let namespaceSeparator = CChar(0x0A)

/// The bytes before the terminating zero, which every string of Expat's has.
@inline(__always)
func length(of string: UnsafePointer<CChar>) -> Int {
  Int(unsafe strlen(string))
}

/// Where the local name starts in an expanded name of this length.
@inline(__always)
func localOffset(_ name: UnsafePointer<CChar>, _ length: Int) -> Int {
  // A name without the separator has no namespace: by far the most, so one search forward settles it.
  guard unsafe memchr(name, CInt(namespaceSeparator), length) != nil else { return 0 }
  var offset = length
  while offset > 0, unsafe name[offset - 1] != namespaceSeparator { offset -= 1 }
  return offset
}
