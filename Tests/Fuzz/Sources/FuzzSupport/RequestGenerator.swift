extension PacketGenerator {
  /// A request for tasks that are in responses, and others.
  public static func request(_ choices: inout Choices) -> [UInt8] {
    packet(&choices) { $0.writeRequest() }
  }

  private mutating func writeRequest() {
    writePacket(Vocabulary.requestRoots, Vocabulary.afterRequestOperators) {
      if $0.choices.number(below: 16) == 15 { $0.writeSettings() }
      for _ in 0..<$0.oneOrTwo($0.choices.number(below: 8)) {
        $0.writeElement("aps") {
          let operations = $0.oneOrTwo($0.choices.number(below: 8))
          for _ in 0..<operations { $0.writeRequestOperation() }
        }
      }
    }
  }

  private mutating func writeSettings() {
    writeElement("request-settings") {
      $0.writeElement("setting") {
        $0.write("name", "x")
        $0.write("value", $0.text())
      }
    }
  }

  private mutating func writeRequestOperation() {
    let other = choices.number(below: 32)
    let name = other == 31 ? "install" : "get-download-status"
    open(name, other == 30 ? " xmlns='urn:x'" : "")
    isOdd = choices.number(below: 8) == 7
    writeFilter()
    if isOdd, choices.number(below: 8) == 7 { writeFilter() }
    isOdd = false
    close(name)
  }

  private mutating func writeFilter() {
    let count = choices.number(below: 8)
    if count == 0 { return write("filter", "") }
    writeElement("filter") {
      for _ in 0..<count {
        let start = $0.packet.count
        $0.write(
          "task-id",
          $0.choices.number(below: 16) == 15 ? $0.number() : $0.choices.pick(Vocabulary.ids))
        if $0.choices.number(below: 32) == 31 {
          $0.repeatAll(from: start, $0.choices.number(below: 160), afterBlanks: false)
        }
      }
    }
  }
}
