import PleskPackets
import TestSupport

/// Random results, requests and system failures, with texts of all kinds of characters. Many look
/// like those of servers; others lack something, or break a rule.
struct RandomParts {
  private var generator: SplitMix

  /// - Parameter seed: The same one gives the same values.
  init(seed: UInt64) { generator = SplitMix(seed: seed) }

  mutating func result() -> DownloadResult {
    let id = self.id()
    var result = DownloadResult(
      index: number(1...1000), status: .ok, filterID: chance(4) ? text() : String(id), id: id)
    if chance(4) {
      result.status = .error
      result.errcode = pick([1013, 1001, 14009, 1016, 0, 7, .max])
      result.errtext = chance(8) ? nil : text()
      if !chance(8) { result.id = nil }
    }
    if result.status == .ok || chance(16) {
      result.task = DownloadTask(id: chance(16) ? self.id() : id, state: state())
    }
    if chance(4) { flaw(&result) }
    return result
  }

  /// A request for a few tasks, or for all.
  mutating func request() -> DownloadStatusRequest {
    if chance(4) { return DownloadStatusRequest(.all) }
    let count = number(1...6)
    return DownloadStatusRequest(.tasks((0..<count).map { _ in id() }))
  }

  mutating func failure() -> SystemFailure {
    SystemFailure(
      status: chance(8) ? pick([.ok, nil]) : .error,
      errcode: chance(4) ? nil : pick([1014, 0, .max]),
      errtext: chance(4) ? nil : text())
  }

  /// Takes something away, or makes it odd.
  private mutating func flaw(_ result: inout DownloadResult) {
    switch number(0...8) {
    case 0: result.status = pick([.ok, .error, nil])
    case 1: result.errcode = pick([nil, 1013])
    case 2: result.errtext = pick([nil, text()])
    case 3: result.filterID = nil
    case 4: result.id = pick([nil, 0, -1, .min])
    case 5: result.task = nil
    case 6: result.task?.id = pick([nil, 0])
    case 7: result.task?.state = nil
    default:
      result = DownloadResult(status: .ok)
    }
  }

  private mutating func state() -> DownloadTask.State {
    switch number(0...3) {
    case 0: .finished(package: chance(8) ? pick([nil, 0, -7]) : id())
    case 1: .failed(reason: text())
    case 2: .downloading(progress(maximum: .max))
    default: .queued(progress(maximum: chance(4) ? 1 : 0))
    }
  }

  private mutating func progress(maximum: Int64) -> DownloadTask.Progress {
    if chance(8) {
      return DownloadTask.Progress(
        total: pick([nil, 0, 5, -1]), completed: pick([nil, 0, .min, 9]))
    }
    let total = Int64.random(in: 0...pick([100, 3_584_225, .max]), using: &generator)
    return DownloadTask.Progress(
      total: total, completed: Int64.random(in: 0...min(total, maximum), using: &generator))
  }

  private mutating func id() -> Int64 {
    Int64.random(in: 1...pick([9, 99_999, 99_999_999, .max]), using: &generator)
  }

  // MARK: Texts

  private static let pieces: [String] = [
    "Cannot download package", " ", "  ", "\t", "\n", "\r", "\r\n", "\n\r", "]]>", "]]", "]", ">",
    "<",
    "&", "&amp;", "&#13;", "&lt;", "<b>x</b>", "</result>", "<!--", "-->", "<![CDATA[x]]>",
    "<?p ?>",
    "\"", "'", "18", "+018", "-1", "99999999999999999999", "é", "e\u{301}", "нет", "日本語", "😀",
    "👩‍👩‍👧", "\u{10FFFF}", "\u{1FFFE}", "\u{FFFD}", "\u{FEFF}", "\u{85}", "\u{2028}", "\u{7F}",
    "\u{9F}", "\u{A0}", "\u{D7FF}", "\u{E000}",
  ]

  private mutating func text() -> String {
    if chance(8) { return "" }
    if chance(64) { return String(repeating: pick(Self.pieces), count: number(1...3000)) }
    var text = ""
    for _ in 0..<number(1...5) {
      if chance(2) { text += pick(Self.pieces) } else { text.unicodeScalars.append(character()) }
    }
    return text
  }

  /// Any character that XML allows, and sometimes another one.
  private mutating func character() -> Unicode.Scalar {
    let last: UInt32 = pick([0x7E, 0xFF, 0xFFFF, 0x10FFFF])
    let scalar = Unicode.Scalar(UInt32.random(in: 0...last, using: &generator)) ?? "x"
    return scalar.value < 0x20 && !chance(8) ? "\r" : scalar
  }

  // MARK: Chance

  /// True once in this many times.
  private mutating func chance(_ times: Int) -> Bool { number(1...times) == 1 }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[number(0...elements.count - 1)]
  }
}
