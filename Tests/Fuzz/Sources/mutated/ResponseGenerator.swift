import FuzzSupport

/// Turns a fuzzer's decisions into responses that are nearly valid, so that most of them reach the express lane.
struct ResponseGenerator {
  private var choices: Choices
  private var packet: [UInt8] = []
  /// What stands between the tags, apart from the depth.
  private var lineEnd = ""
  private var indent = ""
  private var depth = 0
  /// Whether each tag may be written in an odd way.
  private var isOdd = false

  /// Beyond this many bytes nothing more is repeated.
  private static var enough: Int { 16 * 1024 }

  /// The packet that the decisions make.
  static func packet(_ choices: inout Choices) -> [UInt8] {
    var generator = ResponseGenerator(choices: choices)
    generator.writePacket()
    choices = generator.choices
    return generator.packet
  }

  private init(choices: Choices) {
    self.choices = choices
  }

  // MARK: Envelope

  private mutating func writePacket() {
    lineEnd = choices.pick(Vocabulary.lineEnds)
    indent = lineEnd.isEmpty ? "" : choices.pick(Vocabulary.indents)
    write(choices.pick(Vocabulary.prologs))
    write(choices.pick(Vocabulary.roots))
    depth = 1
    let operators = 1 + choices.number(below: 8) / 6
    for _ in 0..<operators {
      open("aps")
      let operations = 1 + choices.number(below: 8) / 6
      for _ in 0..<operations { writeOperation() }
      close("aps")
    }
    write(choices.pick(Vocabulary.afterOperators))
    depth = 0
    breakLine()
    write("</packet>")
    write(choices.pick(Vocabulary.epilogs))
  }

  private mutating func writeOperation() {
    let other = choices.number(below: 32)
    let name = other == 31 ? "install" : "get-download-status"
    breakLine()
    write("<\(name)\(other == 30 ? " xmlns='urn:x'" : "")>")
    depth += 1
    // Expat reads the first result, so that there must be others for the lane.
    if choices.number(below: 4) != 3 {
      for _ in 0..<2 { writePlainResult() }
    }
    repeat {
      writeResults()
    } while !choices.isUsedUp && packet.count < Self.enough
      && choices.number(below: 8) != 7
    close(name)
  }

  // MARK: Results

  private mutating func writeResults() {
    isOdd = choices.number(below: 4) == 3
    let start = packet.count
    writeResult()
    isOdd = false
    let result = packet[start...]
    let repetition = choices.number(below: 16)
    guard repetition >= 12 else { return }
    let times = choices.number(below: 160)
    for number in 0..<times where packet.count < Self.enough {
      // Blanks that have not been there before are markup that the lane has not read before.
      if repetition >= 14 { packet += Array(repeating: 0x20, count: number) }
      packet += result
    }
  }

  private mutating func writePlainResult() {
    writeElement("result") {
      $0.write("status", "ok")
      $0.write("filter-id", "18")
      $0.write("id", "18")
      $0.writeElement("task") {
        $0.write("id", "18")
        $0.writeElement("finished") { $0.write("package-id", "13") }
      }
    }
  }

  private mutating func writeResult() {
    open("result")
    let id = choices.pick(Vocabulary.ids)
    switch choices.number(below: 10) {
    case 0, 1:
      writeIDs(id)
      writeTask(id) { $0.writeElement("finished") { $0.write("package-id", $0.number()) } }
    case 2:
      writeIDs(id)
      writeTask(id) { $0.writeElement("finished") { $0.write("error", $0.text()) } }
    case 3, 4: writeFailedQuery(id)
    case 5:
      writeIDs(id)
      writeTask(id) { $0.writeProgress(hasCurrent: true) }
    case 6:
      writeIDs(id)
      writeTask(id) { $0.writeProgress(hasCurrent: false) }
    case 7: write("status", choices.pick(Vocabulary.statuses))
    default: writeAnyChildren(id)
    }
    close("result")
  }

  private mutating func writeIDs(_ id: String) {
    write("status", "ok")
    write("filter-id", choices.number(below: 8) == 7 ? text() : id)
    write("id", choices.number(below: 16) == 15 ? number() : id)
  }

  private mutating func writeTask(_ id: String, _ state: (inout Self) -> Void) {
    open("task")
    write("id", choices.number(below: 16) == 15 ? number() : id)
    state(&self)
    close("task")
  }

  private mutating func writeProgress(hasCurrent: Bool) {
    writeElement("in-progress") {
      $0.write("total", $0.choices.number(below: 4) == 3 ? $0.number() : "3584225")
      $0.write("completed", $0.number())
      if hasCurrent { $0.write("current", $0.text()) }
    }
  }

  private mutating func writeFailedQuery(_ id: String) {
    write("status", "error")
    write("errcode", choices.number(below: 4) == 3 ? number() : "1013")
    write("errtext", text())
    write("filter-id", choices.number(below: 4) == 3 ? text() : id)
  }

  /// Children in any number and order, some of them where they do not belong.
  private mutating func writeAnyChildren(_ id: String) {
    let count = choices.number(below: 8)
    for _ in 0..<count {
      switch choices.number(below: 8) {
      case 0: write("status", choices.pick(Vocabulary.statuses))
      case 1: write("errcode", number())
      case 2: write("filter-id", id)
      case 3: write("id", id)
      case 4: writeTask(id) { $0.writeProgress(hasCurrent: true) }
      case 5: write(choices.pick(Vocabulary.elements), text())
      case 6: writeElement(choices.pick(Vocabulary.elements)) { $0.write("id", $0.number()) }
      default: write("errtext", text())
      }
    }
  }

  private mutating func number() -> String { choices.pick(Vocabulary.numbers) }

  private mutating func text() -> String {
    let choice = choices.number(below: 64)
    if choice < 60 { return choices.pick(Vocabulary.texts) }
    // Of any length up to beyond what may wait for more.
    let length = choices.word() % 6000
    return String(repeating: choice == 63 ? "é" : "x", count: length)
  }

  // MARK: Markup

  private mutating func writeElement(_ name: String, _ content: (inout Self) -> Void) {
    open(name)
    content(&self)
    close(name)
  }

  private mutating func write(_ name: String, _ text: String) {
    breakLine()
    if text.isEmpty, choices.number(below: 2) == 0 { return writeTag("<", name, "/>") }
    writeTag("<", name, ">")
    write(text)
    writeTag("</", name, ">")
  }

  private mutating func open(_ name: String) {
    breakLine()
    writeTag("<", name, ">")
    depth += 1
  }

  private mutating func close(_ name: String) {
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
}
