/// A pattern for file names: `*` matches any characters, `?` one, `[a-z]` one of several, `**` any
/// folders.
///
/// A pattern without a slash is matched against the name alone, one with a slash against the path
/// below the named folder.
package struct Glob: Hashable, Sendable {
  private let segments: [[UInt8]]
  private let isForName: Bool

  package init(_ pattern: String) {
    let parts = Array(pattern.utf8).split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: true)
    segments = parts.map(Array.init)
    isForName = !pattern.utf8.contains(UInt8(ascii: "/"))
  }

  /// - Parameter path: The segments of the path below the named folder; the last one is the name.
  func matches(_ path: [[UInt8]]) -> Bool {
    if isForName {
      guard let name = path.last, let pattern = segments.first else { return false }
      return Self.matches(name, pattern)
    }
    // How many segments of the path the pattern so far can match.
    var reached = Set([0])
    for pattern in segments {
      if pattern == Array("**".utf8) {
        if let least = reached.min() { reached = Set(least...max(least, path.count)) }
      } else {
        reached = Set(
          reached.filter { $0 < path.count && Self.matches(path[$0], pattern) }.map { $0 + 1 })
      }
    }
    return reached.contains(path.count)
  }

  /// Whether a whole name matches; linear except for names that nearly match after a star.
  private static func matches(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
    var place = 0
    var rest = 0
    var retry: (place: Int, rest: Int)?
    while place < name.count {
      if rest < pattern.count, pattern[rest] == UInt8(ascii: "*") {
        retry = (place, rest + 1)
        rest += 1
      } else if let end = end(of: pattern, at: rest, matching: name[place]) {
        place += 1
        rest = end
      } else if let last = retry {
        retry = (last.place + 1, last.rest)
        (place, rest) = (last.place + 1, last.rest)
      } else {
        return false
      }
    }
    return pattern[rest...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// Where the pattern continues after one byte of the name; nil if the byte does not match.
  private static func end(of pattern: [UInt8], at start: Int, matching byte: UInt8) -> Int? {
    guard start < pattern.count else { return nil }
    switch pattern[start] {
    case UInt8(ascii: "?"): return start + 1
    case UInt8(ascii: "["):
      // A bracket that is never closed matches itself.
      guard let close = pattern[(start + 1)...].dropFirst().firstIndex(of: UInt8(ascii: "]")) else {
        return byte == UInt8(ascii: "[") ? start + 1 : nil
      }
      var set = pattern[(start + 1)..<close]
      let isNegated = set.first == UInt8(ascii: "!")
      if isNegated { set.removeFirst() }
      return contains(set, byte) != isNegated ? close + 1 : nil
    case let other: return other == byte ? start + 1 : nil
    }
  }

  private static func contains(_ set: ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    var rest = set
    while let low = rest.popFirst() {
      if rest.first == UInt8(ascii: "-"), rest.count > 1 {
        let high = rest[rest.startIndex + 1]
        rest = rest.dropFirst(2)
        if low <= high, (low...high).contains(byte) { return true }
      } else if low == byte {
        return true
      }
    }
    return false
  }
}
