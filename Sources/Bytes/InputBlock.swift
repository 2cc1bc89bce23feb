/// How many bytes are read from a file descriptor at once: few at first, since most inputs are
/// small.
package enum InputBlock {
  private static var first: Int { 64 * 1024 }

  /// How many bytes one system call asks for after `count` bytes have been read. Calls cost more
  /// than memory.
  package static func size(after count: Int) -> Int { count < first ? first : 512 * 1024 }

  /// How many of these bytes a parser gets at once.
  package static func slice(after count: Int) -> Int { count < first ? first : 128 * 1024 }

  /// The end of the slice that contains the byte at offset `count` of a file.
  package static func sliceEnd(after count: Int) -> Int {
    if count < first { return first }
    let size = slice(after: count)
    return count - (count - first) % size + size
  }
}
