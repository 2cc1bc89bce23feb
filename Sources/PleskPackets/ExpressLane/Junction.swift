/// Decides whether the express lane or Expat reads the next bytes, and for how long.
///
/// Expat reads what the lane does not take, up to and including the end tag of a result. Each time
/// the lane takes nothing after that, Expat reads twice as many results. So neither a comment full
/// of end tags nor a response full of odd results costs much more than Expat alone.
struct Junction {
  /// Whether Expat reads all bytes to the end.
  private(set) var isOff: Bool
  /// Whether the lane may try what follows.
  private(set) var isOpen = false
  /// The number of end tags of results that Expat has to read before the lane may try again.
  private(set) var toPass = 1
  /// The number of end tags that Expat reads the next time.
  private var stretch = 1

  private static var longestStretch: Int { 64 }

  init(isOff: Bool) {
    self.isOff = isOff
  }

  mutating func turnOff() {
    isOff = true
    isOpen = false
  }

  /// Lets the lane try what follows.
  ///
  /// - Parameter hasTaken: Whether results just before it have been taken without Expat, too.
  mutating func open(hasTaken: Bool = false) {
    isOpen = true
    if hasTaken { stretch = 1 }
  }

  /// Lets Expat continue, because the lane took no more or may not be tried.
  ///
  /// - Parameter hasTaken: Whether the lane took anything since it was last opened.
  mutating func close(hasTaken: Bool) {
    isOpen = false
    if hasTaken { stretch = 1 }
    toPass = stretch
    stretch = min(2 * stretch, Self.longestStretch)
  }

  /// Notes that Expat has read an end tag.
  mutating func pass() { toPass -= 1 }
}
