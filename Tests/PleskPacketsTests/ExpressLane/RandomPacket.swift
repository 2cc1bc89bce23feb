import PleskPackets
import TestSupport

/// A random packet: canonical results in any layout, odd ones among them, and sometimes damage.
struct RandomPacket {
  private(set) var bytes: [UInt8] = []
  private(set) var options = PacketOptions.default
  private var generator: SplitMix
  private var nextID = 1
  /// The content of gaps; nil for a different mix of whitespace in each.
  private var layout: Layout?

  /// - Parameter seed: The same one gives the same packet.
  init(seed: UInt64) {
    generator = SplitMix(seed: seed)
    layout = chance(2) ? Layout.all.randomElement(using: &generator) : nil
    let text = packet()
    bytes = encoded(text)
    chooseOptions()
    if chance(3) {
      var mutator = Mutator(name: "\(seed)")
      bytes = mutator.mutate(bytes)
    }
  }

  /// Pieces of any size, small ones and large ones in turn.
  mutating func pieces() -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    let largest = [1, 3, 20, 200, 2000].randomElement(using: &generator) ?? 1
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + number(chance(4) ? 0...3 : 1...largest))
      pieces.append(start..<end)
      start = end
    }
    return pieces
  }

  /// True once in this many times.
  private mutating func chance(_ times: Int) -> Bool {
    Int.random(in: 0..<times, using: &generator) == 0
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  private mutating func pick<Element>(_ elements: [Element], or other: Element) -> Element {
    elements.randomElement(using: &generator) ?? other
  }

  private mutating func packet() -> String {
    let prolog = pick(
      [
        "", "", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<?xml version='1.0'?>\n", "\u{FEFF}",
      ],
      or: "")
    let tag = pick(
      ["<packet version=\"1.6.9.1\">", "<packet>", "<packet>", "<packet xmlns=''>"], or: "<packet>")
    let operators = (0..<number(1...2)).map { _ in aps() }.joined(separator: gap(1))
    let output = chance(8) ? "<output>x</output>" : ""
    return prolog + tag + gap(1) + operators + output + gap(0) + "</packet>"
      + pick(["", "\n"], or: "")
  }

  private mutating func aps() -> String {
    var text = pick(
      ["<aps>", "<aps>", "<aps>", "<aps>", "<aps>", "<aps xmlns='urn:x'>"], or: "<aps>")
    for _ in 0..<number(1...2) {
      text += gap(2) + (chance(10) ? "<install><a/></install>" : operation())
    }
    return text + gap(1) + "</aps>"
  }

  private mutating func operation() -> String {
    var text = chance(30) ? "<get-download-status xmlns='urn:x'>" : "<get-download-status>"
    for _ in 0..<number(0...12) {
      text += gap(3) + (chance(5) ? odd() : canonical())
    }
    return text + gap(2) + "</get-download-status>"
  }

  private mutating func gap(_ depth: Int) -> String {
    if let layout { return layout.gap(depth) }
    let spaces = ["", " ", "\t", "\n", "\r\n", "\n  ", "\r"]
    return (0..<number(0...2)).map { _ in pick(spaces, or: "") }.joined()
  }

  private mutating func canonical() -> String {
    let result = CanonicalResult(id: id(), state: state())
    var text = ""
    for (number, part) in result.parts.enumerated() {
      text += (number == 0 ? "" : gap(part.depth + 3)) + part.markup
    }
    return text
  }

  /// Mostly the next one; sometimes a large one, or one that was used before.
  private mutating func id() -> Int {
    nextID += 1
    if chance(10) { return max(1, nextID - number(1...3)) }
    if chance(20) { return pick([Int(Int64.max), 4_294_967_296, 99_999_999_999_999_999], or: 1) }
    return nextID
  }

  private mutating func state() -> CanonicalResult.State {
    let text = pick(
      [
        "x", "Cannot download package", "é", "€", "😀 aé€😀", "a ] b", "two\nlines", "a > b", "\"'",
        "x\r\ny",
      ],
      or: "x")
    let total = pick([1, 17, 3_584_225, 4_294_967_296, Int(Int64.max)], or: 1)
    return switch number(0...6) {
    case 0, 1: .finished(package: number(1...100_000))
    case 2: .failed(reason: text)
    case 3:
      .downloading(
        completed: number(0...(total - 1)), total: total,
        current: pick([nil, "", text], or: nil))
    case 4: .queued(total: pick([0, total], or: 0))
    case 5: .failedQuery(code: pick([1013, 1001, 1050, 14008, 11003], or: 1013), text: text)
    default: .failedQuery(code: 1013, text: "")
    }
  }

  private static let oddities: [LaneTrap] =
    LaneTrap.shapes + LaneTrap.numbers + LaneTrap.textual + LaneTrap.ruleBreakers
    + LaneTrap.characters

  private static let oddMarkup: [String] = [
    "<result><status>ok</status></result>", "<!-- </result> -->", "<odd/>", "x", "]", "<result/>",
    "<?p </result>?>", "<![CDATA[</result>]]>", "<result><odd/></result>", "&#10;",
    "<filter/>", "<odd>\(finishedResult(id: 1, package: 1))</odd>",
    "<result xmlns='urn:x'><status>ok</status></result>",
  ]

  /// What is between the canonical results of a trap, or something short.
  private mutating func odd() -> String {
    if chance(2) { return pick(Self.oddMarkup, or: "") }
    guard let trap = Self.oddities.randomElement(using: &generator) else { return "" }
    let (before, after) = (LaneTrap.canonical(1...3), LaneTrap.canonical(4...5))
    let text = String(decoding: trap.packet, as: UTF8.self)
    return text.firstRange(of: before).flatMap { start in
      text.firstRange(of: after).map {
        String(text[start.upperBound..<max(start.upperBound, $0.lowerBound)])
      }
    } ?? ""
  }

  /// In UTF-8, or sometimes in another encoding that has all characters, or is declared.
  private mutating func encoded(_ text: String) -> [UInt8] {
    guard chance(15) else { return Array(text.utf8) }
    let isBigEndian = chance(2)
    return ("\u{FEFF}" + text.replacing("encoding=\"UTF-8\"", with: ""))
      .utf16Bytes(bigEndian: isBigEndian)
  }

  private mutating func chooseOptions() {
    if chance(5) { options.reportsDuplicateIDs = true }
    if chance(5) {
      options.request = DownloadStatusRequest(chance(4) ? .all : .tasks([1, 2, 3, 4, 5, 99]))
    }
    if chance(30) { options.kind = pick([.request, .response], or: .response) }
    if chance(5) {
      let name = pick(Limits.Name.allCases, or: .depth)
      options.limits[name] = number(name == .token || name == .name ? 15...30 : 1...14)
    }
  }
}
