import FuzzSupport

/// Makes HTTP messages in sequence, most of them correct.
enum HTTPMaker {
  static func dump(_ choices: inout Choices) -> [UInt8] {
    (0...choices.number(below: 4)).flatMap { _ in message(&choices) }
  }

  private static func message(_ choices: inout Choices) -> [UInt8] {
    let kind = choices.byte()
    let lines = kind & 1 == 0 ? Frames.statusLines : Frames.requestLines
    // Half of all messages have an ordinary start.
    var head = [kind & 2 == 0 ? lines[0] : choices.pick(lines)]
    if kind & 4 != 0 { head.append(choices.pick(Frames.fields)) }
    var body = MadeInput.packet(&choices)
    if kind & 8 != 0, let coding = choices.pick(Compressing.codings) {
      body = coding.format.compressed(body)
      head.append("\(choices.byte() & 1 == 0 ? "Content" : "Transfer")-Encoding: \(coding.name)")
    }
    switch kind >> 4 & 3 {
    case 0: head.append("Content-Length: \(body.count)")
    case 1: head.append("Content-Length: \(max(0, body.count + choices.number(below: 9) - 4))")
    case 2:
      head.append("Transfer-Encoding: chunked")
      body = chunks(of: body, &choices)
    default: break
    }
    let lineEnd = kind & 0x40 == 0 ? "\r\n" : "\n"
    let end = kind & 0x80 == 0 ? "" : choices.pick(Frames.bodyEnds)
    return Array((head.joined(separator: lineEnd) + lineEnd + lineEnd).utf8) + body + end.utf8
  }

  /// A body in chunks of one or two sizes, and its end.
  private static func chunks(of body: [UInt8], _ choices: inout Choices) -> [UInt8] {
    let sizes = [1 + choices.number(below: 200), 1 + choices.number(below: 5)]
    let lineEnd =
      choices.number(below: 4) < 3 ? Frames.chunkEnds[0] : choices.pick(Frames.chunkEnds)
    var all: [UInt8] = []
    var rest = body[...]
    for number in 0... where !rest.isEmpty {
      let chunk = rest.prefix(number < 40 ? sizes[number % 2] : .max)
      rest = rest.dropFirst(chunk.count)
      all += "\(String(chunk.count, radix: 16))\(lineEnd)".utf8 + chunk + "\r\n".utf8
      if rest.isEmpty { break }
    }
    return all + choices.pick(["0\r\n\r\n", "0\r\nA: b\r\n\r\n", "0\n\n", "0\r\n", ""]).utf8
  }
}
