import Testing

@testable import ValidateCommand

/// What the progress bar says. `Scripts/check/terminal` looks at it on a terminal.
@Suite struct ProgressLineTests {
  private func line(
    bytes: Int = 0, of all: Int = 0, inputs: (done: Int, known: Int) = (0, 1),
    isComplete: Bool = true
  ) -> ProgressLine {
    var counts = ProgressCounts.Counts()
    counts.bytes = bytes
    counts.bytesToCome = all
    counts.inputs = inputs.done
    counts.knownInputs = inputs.known
    counts.knowsAllInputs = isComplete
    counts.results = 1
    counts.findings = 1_234_567
    return ProgressLine(counts: counts, elapsed: .seconds(10))
  }

  @Test("a file: how much of it, how fast, and how long it will take")
  func file() {
    #expect(
      line(bytes: 250_000_000, of: 1_000_000_000).text
        == "validate: 25%, 250.0 MB of 1.0 GB, 25.0 MB/s, ETA 0:30, 1 result, 1,234,567 findings")
  }

  @Test("a pipe has no end that is known")
  func pipe() {
    #expect(line(bytes: 999).text == "validate: 999 B, 99 B/s, 1 result, 1,234,567 findings")
  }

  @Test("several files are counted, those that are known so far")
  func files() {
    #expect(
      line(bytes: 1000, of: 2000, inputs: (3, 1200), isComplete: false).text
        .hasPrefix("validate: 3/1,200+ files, 1.0 kB, "))
    #expect(line(inputs: (300, 1200)).text.hasPrefix("validate: 25%, 300/1,200 files, 0 B, "))
  }

  @Test("hours are shown from an hour on")
  func hours() {
    #expect(line(bytes: 1, of: 1000).text.contains("ETA 2:46:30"))
  }

  @Test("a file that grows is not read by more than all")
  func growing() {
    #expect(line(bytes: 3000, of: 2000).text.hasPrefix("validate: 100%, 3.0 kB of 2.0 kB, "))
  }

  @Test("the line fits, with a bar if there is room", arguments: [0, 1, 20, 60, 90, 100, 140])
  func width(_ width: Int) {
    let drawn = line(bytes: 500, of: 1000).drawn(in: width)
    #expect(drawn.count <= width)
    #expect(drawn.hasPrefix("[=") == (width >= 90))
  }

  @Test("the bar shows the part that has been read", arguments: [0, 500, 1000])
  func bar(_ bytes: Int) {
    let drawn = line(bytes: bytes, of: 1000).drawn(in: 200)
    let bar = drawn.dropFirst().prefix { $0 != "]" }
    #expect(bar.count == 30)
    #expect(bar.count { $0 == "=" } == bytes * 30 / 1000)
  }
}
