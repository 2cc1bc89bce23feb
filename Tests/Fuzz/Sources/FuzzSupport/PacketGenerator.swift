import TestSupport

/// Writes packets from the decisions of a fuzzer: nearly valid, and sometimes odd.
///
/// `ResponseGenerator` and `RequestGenerator` write the contents of responses and requests.
public struct PacketGenerator {
  var choices: Choices
  private(set) var packet: [UInt8] = []
  /// The whitespace between the tags, apart from the depth.
  private var lineEnd = ""
  private var indent = ""
  private var depth = 0
  /// Whether tags may be written in an odd way.
  var isOdd = false

  /// Beyond this many bytes nothing more is repeated.
  static var enough: Int { 16 * 1024 }

  /// The packet that a body writes from these decisions.
  static func packet(_ choices: inout Choices, _ body: (inout PacketGenerator) -> Void) -> [UInt8] {
    var generator = PacketGenerator(choices: choices)
    body(&generator)
    choices = generator.choices
    return generator.packet
  }

  private init(choices: Choices) {
    self.choices = choices
  }

  // MARK: Envelope

  /// Writes a packet around operators, with one of these roots and one of these elements after
  /// them.
  mutating func writePacket(
    _ roots: [String], _ afterOperators: [String], _ operators: (inout Self) -> Void
  ) {
    lineEnd = choices.pick(Vocabulary.lineEnds)
    indent = lineEnd.isEmpty ? "" : choices.pick(Vocabulary.indents)
    write(choices.pick(Vocabulary.prologs))
    write(choices.pick(roots))
    depth = 1
    operators(&self)
    write(choices.pick(afterOperators))
    depth = 0
    breakLine()
    write("</packet>")
    write(choices.pick(Vocabulary.epilogs))
    encode(choices.number(below: 16))
  }

  /// Turns the packet into UTF-16 for two of sixteen choices.
  private mutating func encode(_ choice: Int) {
    if choice < 14 { return }
    packet = "\u{FEFF}\(String(decoding: packet, as: UTF8.self))"
      .utf16Bytes(bigEndian: choice != 14)
  }

  /// One for six of eight choices, two for the others.
  func oneOrTwo(_ choice: Int) -> Int { 1 + choice % 8 / 6 }

  // MARK: Values

  mutating func number() -> String { choices.pick(Vocabulary.numbers) }

  mutating func statusText() -> String { choices.pick(Vocabulary.statuses) }

  mutating func text() -> String {
    let choice = choices.number(below: 64)
    if choice < 60 { return choices.pick(Vocabulary.texts) }
    // Of any length, even beyond the length for which a parser waits.
    let length = choices.word() % 6000
    return String(repeating: choice == 63 ? "é" : "x", count: length)
  }

  // MARK: Markup

  mutating func writeElement(_ name: String, _ content: (inout Self) -> Void) {
    open(name)
    content(&self)
    close(name)
  }

  mutating func write(_ name: String, _ text: String) {
    breakLine()
    if text.isEmpty, choices.number(below: 2) == 0 { return writeTag("<", name, "/>") }
    writeTag("<", name, ">")
    write(text)
    writeTag("</", name, ">")
  }

  mutating func open(_ name: String, _ attributes: String = "") {
    breakLine()
    if attributes.isEmpty { writeTag("<", name, ">") } else { write("<\(name)\(attributes)>") }
    depth += 1
  }

  mutating func close(_ name: String) {
    depth -= 1
    breakLine()
    writeTag("</", name, ">")
  }

  private mutating func writeTag(_ start: String, _ name: String, _ end: String) {
    guard isOdd else { return write(start + name + end) }
    switch choices.number(below: 64) {
    case 56: write(start + name + choices.pick(Vocabulary.insideTags) + end)
    case 57: write(start + name + end + choices.pick(Vocabulary.pieces))
    case 58: write(choices.pick(Vocabulary.pieces) + start + name + end)
    case 59: break
    case 60: write(start + name + end + start + name + end)
    case 61: write(start + choices.pick(Vocabulary.elements) + end)
    case 62: write(start + name)
    case 63: write(start + name + "/>")
    default: write(start + name + end)
    }
  }

  private mutating func breakLine() {
    write(lineEnd)
    write(String(repeating: indent, count: depth))
    if isOdd, choices.number(below: 32) == 31 { write(choices.pick(Vocabulary.pieces)) }
  }

  private mutating func write(_ text: String) { packet += text.utf8 }

  /// Repeats what was written from a place on, sometimes after new whitespace, which makes markup
  /// that is new to the lane.
  mutating func repeatAll(from start: Int, _ times: Int, afterBlanks: Bool) {
    let part = packet[start...]
    for number in 0..<times where packet.count < Self.enough {
      if afterBlanks { packet += Array(repeating: 0x20, count: number) }
      packet += part
    }
  }
}
