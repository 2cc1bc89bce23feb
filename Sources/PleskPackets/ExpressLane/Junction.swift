/// Decides which way the next bytes go: by the express lane, or to Expat and for how long.
///
/// Expat gets what the lane does not take, up to and with the end tag of a result. Each time that nothing is taken after that, it
/// gets twice as many results, so that neither a comment full of end tags nor a response full of odd results costs more
/// than a little above what Expat alone does.
struct Junction {
  /// Whether Expat gets all bytes, to the end.
  private(set) var isOff: Bool
  /// Whether the lane may take what follows.
  private(set) var isOpen = false
  /// End tags of results that Expat is still to see before the lane may be tried.
  private(set) var toPass = 1
  /// How many it will be the next time.
  private var stretch = 1

  private static var longestStretch: Int { 64 }

  init(isOff: Bool) {
    self.isOff = isOff
  }

  mutating func turnOff() {
    isOff = true
    isOpen = false
  }

  /// Lets the lane take what follows.
  ///
  /// - Parameter hasTaken: Whether what stands before it has been taken, too.
  mutating func open(hasTaken: Bool = false) {
    isOpen = true
    if hasTaken { stretch = 1 }
  }

  /// Lets Expat read on, because the lane has taken no more, or may not be tried.
  ///
  /// - Parameter hasTaken: Whether it has taken anything since it was last opened.
  mutating func close(hasTaken: Bool) {
    isOpen = false
    if hasTaken { stretch = 1 }
    toPass = stretch
    stretch = min(2 * stretch, Self.longestStretch)
  }

  /// Notes that Expat has seen an end tag.
  mutating func pass() { toPass -= 1 }
}
