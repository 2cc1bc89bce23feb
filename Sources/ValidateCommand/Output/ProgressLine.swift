import Reports

/// The text of a progress bar.
struct ProgressLine {
  let counts: ProgressCounts.Counts
  let elapsed: Duration

  /// The line without a bar.
  var text: String { "validate: " + parts.joined(separator: ", ") }

  /// The line with a bar, if there is room for one, cut to the width.
  func drawn(in width: Int) -> String {
    let text = parts.joined(separator: "  ")
    let room = width - text.count - 3
    guard let fraction = counts.fraction, room >= Self.narrowestBar else {
      return String(text.prefix(max(0, width)))
    }
    let cells = min(room, Self.widestBar)
    let filled = Int(fraction * Double(cells))
    let bar =
      String(repeating: "=", count: filled) + (filled < cells ? ">" : "")
      + String(repeating: " ", count: max(0, cells - filled - 1))
    return "[\(bar)] \(text)"
  }

  private static var narrowestBar: Int { 10 }
  private static var widestBar: Int { 30 }

  private var parts: [String] {
    var parts: [String] = []
    let fraction = counts.fraction
    if let fraction { parts.append("\(Int(fraction * 100))%") }
    if counts.knownInputs > 1 {
      let known = grouped(counts.knownInputs) + (counts.knowsAllInputs ? "" : "+")
      parts.append("\(grouped(counts.inputs))/\(known) files")
    }
    let isSingle = counts.knowsAllInputs && counts.knownInputs == 1
    let total = isSingle && counts.bytesToCome > 0 ? " of \(decimalSize(counts.bytesToCome))" : ""
    parts.append(decimalSize(counts.bytes) + total)
    let rate = seconds > 0 ? Double(counts.bytes) / seconds : 0
    parts.append("\(decimalSize(Int(rate)))/s")
    if let fraction, fraction > 0 { parts.append("ETA \(clock(seconds / fraction - seconds))") }
    parts.append(countedInGroups(counts.results, "result"))
    parts.append(countedInGroups(counts.findings, "finding"))
    return parts
  }

  private var seconds: Double {
    Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
  }

  /// Minutes and seconds; from one hour, hours too.
  private func clock(_ seconds: Double) -> String {
    let all = Int(min(max(0, seconds.rounded(.up)), 359_999))
    let (hours, minutes, rest) = (all / 3600, all / 60 % 60, all % 60)
    return hours > 0 ? "\(hours):\(padded(minutes)):\(padded(rest))" : "\(minutes):\(padded(rest))"
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
