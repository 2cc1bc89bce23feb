extension PacketGenerator {
  /// A response. The express lane takes most of its results.
  public static func response(_ choices: inout Choices) -> [UInt8] {
    packet(&choices) { $0.writeResponse() }
  }

  private mutating func writeResponse() {
    writePacket(Vocabulary.responseRoots, Vocabulary.afterOperators) {
      let choice = $0.choices.number(below: 32)
      if choice == 31 { return $0.writeSystem() }
      for _ in 0..<$0.oneOrTwo(choice) {
        $0.writeElement("aps") {
          let operations = $0.oneOrTwo($0.choices.number(below: 8))
          for _ in 0..<operations { $0.writeOperation() }
        }
      }
    }
  }

  /// The answer to a request that failed as a whole.
  private mutating func writeSystem() {
    isOdd = choices.number(below: 4) == 3
    writeElement("system") {
      $0.write("status", $0.choices.number(below: 4) == 3 ? $0.statusText() : "error")
      if $0.choices.number(below: 4) > 0 { $0.write("errcode", $0.number()) }
      if $0.choices.number(below: 4) > 0 { $0.write("errtext", $0.text()) }
    }
    isOdd = false
  }

  private mutating func writeOperation() {
    let other = choices.number(below: 32)
    let name = other == 31 ? "install" : "get-download-status"
    open(name, other == 30 ? " xmlns='urn:x'" : "")
    // Expat reads the first result, so there must be others for the lane.
    if choices.number(below: 4) != 3 {
      for _ in 0..<2 { writePlainResult() }
    }
    repeat {
      writeResults()
    } while !choices.isUsedUp && packet.count < Self.enough
      && choices.number(below: 8) != 7
    close(name)
  }

  private mutating func writeResults() {
    isOdd = choices.number(below: 4) == 3
    let start = packet.count
    writeResult()
    isOdd = false
    let repetition = choices.number(below: 16)
    guard repetition >= 12 else { return }
    repeatAll(from: start, choices.number(below: 160), afterBlanks: repetition >= 14)
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
    case 7: write("status", statusText())
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
      case 0: write("status", statusText())
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
}
