import Benchmark
import ExpatSAX
import PleskPackets

/// The cost of each stage of parsing, for 1,000 results in memory, in one piece.
///
/// Measured: a parser that has just read the first result of a packet gets the 1,000 others, and
/// the end of the packet. Making the parser and reading the start of the packet are not measured.
///
/// - `stage-lane`: the express lane alone; no result goes to Expat. Events are dropped.
/// - `stage-lane-copies`: the same, with an owned copy of each result.
/// - `stage-sax`: Expat and its wrapper `StreamParser`, with a handler that counts elements and
///   takes no whitespace.
/// - `stage-typed`: the same, followed by structure, reducer and sink. Events are dropped.
func registerStages(_ folder: PacketFolder) {
  for shape in Shape.allCases {
    func register(
      _ name: String, _ body: @escaping (Benchmark, DividedPacket) throws -> Void
    ) {
      Benchmark("\(name)-\(shape.rawValue)", configuration: .stage) { benchmark, packet in
        try body(benchmark, packet)
      } setup: {
        try DividedPacket(try folder.stagePacket(shape))
      }
    }
    register("stage-lane") { try parse($1, .auto, $0) { _ in } }
    register("stage-lane-copies") {
      try parse($1, .auto, $0) { event in
        if case .result(let result) = event { blackHole(result.owned) }
      }
    }
    register("stage-sax") { try countElements(of: $1, $0) }
    register("stage-typed") { try parse($1, .expat, $0) { _ in } }
  }
}

/// A packet of 1,001 results, divided after the first one.
private struct DividedPacket {
  var start: [UInt8]
  var rest: [UInt8]

  init(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    let endTags = text.ranges(of: "</result>")
    try WrongOutcome.check(endTags.count == 1_001, "\(endTags.count) results, not 1,001")
    start = Array(text[..<endTags[0].upperBound].utf8)
    rest = Array(text[endTags[0].upperBound...].utf8)
  }
}

private func parse(
  _ packet: DividedPacket, _ engine: PacketOptions.Engine, _ benchmark: Benchmark,
  onEvent: @escaping (PacketEvent) -> Void
) throws {
  var parser = PacketParser(options: PacketOptions(engine: engine), onEvent: onEvent)
  try parser.feed(packet.start)
  benchmark.startMeasurement()
  try parser.feed(packet.rest)
  let summary = try parser.finish()
  benchmark.stopMeasurement()
  try WrongOutcome.check(summary)
  let byLane = parser.laneStatistics.results
  try WrongOutcome.check(byLane == (engine == .auto ? 1_000 : 0), "\(byLane) by the lane")
}

private func countElements(of packet: DividedPacket, _ benchmark: Benchmark) throws {
  var parser = StreamParser(handler: ElementCounter())
  try parser.feed(packet.start.span)
  benchmark.startMeasurement()
  try parser.feed(packet.rest.span)
  try parser.finish()
  benchmark.stopMeasurement()
  let elements = parser.handler.elements
  try WrongOutcome.check(elements > 1_001, "only \(elements) elements")
}

private struct ElementCounter: SAXHandler {
  var elements = 0

  mutating func startElement(_ element: SAXElement) -> SAXAction {
    elements += 1
    return .proceedWithoutBlanks
  }

  mutating func simpleElement(_ element: SAXSimpleElement) -> SAXAction {
    elements += 1
    return .proceedWithoutBlanks
  }

  mutating func endElement(_ context: SAXContext) -> SAXAction { .proceedWithoutBlanks }
  mutating func text(_ bytes: Span<UInt8>, _ context: SAXContext) -> SAXAction {
    .proceedWithoutBlanks
  }
}
