/// How many bytes are taken from a file descriptor at once: few at first, as most inputs are small.
package enum InputBlock {
  private static var first: Int { 64 * 1024 }

  /// The bytes that one call of the system asks for, where so many have come before. Calls cost more than memory.
  package static func size(after count: Int) -> Int { count < first ? first : 512 * 1024 }

  /// The bytes that a parser gets at once, a part of those.
  package static func slice(after count: Int) -> Int { count < first ? first : 128 * 1024 }

  /// Where the slice of a file ends in which a byte is.
  package static func sliceEnd(after count: Int) -> Int {
    if count < first { return first }
    let size = slice(after: count)
    return count - (count - first) % size + size
  }
}
