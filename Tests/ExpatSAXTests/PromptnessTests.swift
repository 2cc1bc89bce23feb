import ExpatSAX
import TestSupport
import Testing

/// Events are sent as soon as their bytes are there, and waiting for a long token costs linear
/// time.
@Suite(.serialized) struct PromptnessTests {
  @Test(
    "a tag is reported with its last byte",
    arguments: [
      "<a><b c='d'><e/>x</b ><!-- > --><f></f></a>", "<a b='&gt;'><?p >?><c/></a>",
    ])
  func tagByTag(_ document: String) throws {
    // After every byte, the same tags have been reported as by a parse that ends after that byte.
    var parser = StreamParser(handler: Recorder())
    var fed: [UInt8] = []
    for byte in document.utf8 {
      fed.append(byte)
      try parser.feed([byte], pieces: 1)
      #expect(tags(parser.handler.events) == tags(Parse(fed).events))
    }
    #expect(tags(parser.handler.events).isEmpty == false)
  }

  private func tags(_ events: [Recorder.Event]) -> [Recorder.Event] {
    events.filter { if case .text = $0 { false } else { true } }
  }

  @Test func aStartTagIsReportedWithItsLastByte() throws {
    var parser = StreamParser(handler: Recorder())
    try parser.feed(Array("<a".utf8), pieces: 1)
    #expect(parser.handler.events == [])
    try parser.feed(text: ">")
    #expect(parser.handler.events == [.start("a")])
    try parser.feed(Array("</a".utf8), pieces: 1)
    #expect(parser.handler.events == [.start("a")])
    try parser.feed(text: ">")
    #expect(parser.handler.events == [.start("a"), .end])
  }

  /// Counts events and keeps nothing.
  private struct Counter: SAXHandler {
    var starts = 0
    var textBytes = 0
    mutating func startElement(_ element: SAXElement) -> SAXAction {
      starts += 1
      return .proceed
    }
    mutating func endElement(_ context: SAXContext) -> SAXAction { .proceed }
    mutating func text(_ bytes: Span<UInt8>, _ context: SAXContext) -> SAXAction {
      textBytes += bytes.count
      return .proceed
    }
  }

  /// Feeds one byte at a time.
  private func count(_ prefix: String, _ body: UInt8, times: Int, _ suffix: String) throws
    -> Counter
  {
    var limits = Limits.default
    limits.token = .max
    limits.attributeBytes = .max
    var parser = StreamParser(handler: Counter(), limits: limits)
    try parser.feed(Array(prefix.utf8), pieces: 1)
    let one = [body]
    for _ in 0..<times { try parser.feed(one.span) }
    try parser.feed(Array(suffix.utf8), pieces: 1)
    try parser.finish()
    return parser.handler
  }

  @Test(
    "a long token costs linear time",
    arguments: [
      ("a comment", "<a><!--", "--><b/></a>", 2), ("a start tag", "<a><b", "/></a>", 2),
      ("an attribute", "<a><b c='", "'/></a>", 2), ("an end tag", "<a><b></b", "></a>", 2),
      ("a processing instruction", "<a><?p ", "?><b/></a>", 2),
      ("a comment in the prolog", "<!--", "--><a/>", 1),
    ])
  func longTokens(_ name: String, _ prefix: String, _ suffix: String, _ starts: Int) throws {
    func cost(_ size: Int) throws -> Duration {
      var found = 0
      let time = try ContinuousClock().measure {
        found = try count(prefix, UInt8(ascii: " "), times: size, suffix).starts
      }
      #expect(found == starts)
      return time
    }
    // Eight times the size takes 8 times as long if linear, 64 times if quadratic. Uses the fastest
    // of several runs, because others share the machine.
    let short = try (0..<5).map { _ in try cost(64 * 1024) }.min() ?? .zero
    let long = try (0..<3).map { _ in try cost(512 * 1024) }.min() ?? .zero
    #expect(long < short * 24)
  }

  @Test func tenMebibytesOfTextByteByByte() throws {
    let size = 10 * 1024 * 1024
    let counter = try count("<a>", UInt8(ascii: "x"), times: size, "</a>")
    #expect(counter.textBytes == size)
  }

  @Test(
    "long tokens are reported in the end, in any piece", arguments: [1, 1000, 4096, 65536, Int.max])
  func longTokensInPieces(_ size: Int) {
    let comment = "<!--\(String(repeating: "-x", count: 100_000))-->"
    let parse = Parse("<a>\(comment)<b/>x\(comment)</a>", pieces: size)
    #expect(parse.error == nil)
    #expect(parse.events == [.start("a"), .start("b"), .end, .text("x"), .end])
  }
}
