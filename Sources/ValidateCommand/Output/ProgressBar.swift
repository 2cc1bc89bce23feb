import Platform

/// When there is a progress bar: the values of `--progress`.
enum ProgressChoice: String, CaseIterable, Sendable {
  case auto, always, never
}

/// `--progress`: a line on standard error that shows how far reading has come.
///
/// On a terminal it is redrawn in place, and erased before anything else is written there;
/// elsewhere it is a plain line now and then. Short runs have none.
final class ProgressBar {
  let counts = ProgressCounts()
  private let isTerminal: Bool
  private let start = ContinuousClock.now
  private var lastDrawn: ContinuousClock.Instant?
  private var isVisible = false

  /// How long a run must last to have one.
  private static var patience: Duration { .milliseconds(500) }

  /// - Returns: nil if there should be none.
  init?(_ choice: ProgressChoice, isQuiet: Bool) {
    isTerminal = Platform.isTerminal(2)
    switch choice {
    case .never: return nil
    case .auto: if !isTerminal || isQuiet || environmentVariable("TERM") == "dumb" { return nil }
    case .always: break
    }
  }

  /// Draws the line, if it is time to.
  func draw() {
    let now = ContinuousClock.now
    let interval: Duration = isTerminal ? .milliseconds(100) : .seconds(1)
    if now - start < Self.patience { return }
    if let lastDrawn, now - lastDrawn < interval { return }
    lastDrawn = now
    let line = ProgressLine(counts: counts.now, elapsed: now - start)
    if isTerminal {
      // The last column stays free: some terminals start a new line after it.
      let columns = terminalWidth(of: 2) ?? environmentVariable("COLUMNS").flatMap(Int.init) ?? 80
      write("\r" + line.drawn(in: columns - 1) + Self.eraseRest)
      isVisible = true
    } else {
      write(line.text + "\n")
    }
  }

  /// Erases the line, if it is drawn.
  func erase() {
    if !isVisible { return }
    write("\r" + Self.eraseRest)
    isVisible = false
  }

  private static let eraseRest = "\u{1B}[K"

  private func write(_ text: String) {
    // Failing to draw the bar is not a reason to stop.
    _ = writeAll(Array(text.utf8).span, to: 2)
  }
}
