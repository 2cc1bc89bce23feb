import PleskPackets

/// The packets of a page with their verdicts. It is written after the findings, so its rows are
/// kept until the end.
///
/// The number of rows is bounded, for valid packets and for others.
struct PacketTable {
  private static var most: Int { 1000 }

  private var rows: Markup = ""
  private var valid = 0
  private var others = 0

  mutating func add(_ summary: PacketSummary, of name: PacketName) {
    let isValid = summary.verdict == .valid
    if !takes(isValid) { return }
    let verdict: Markup =
      isValid
      ? "<span class=\"badge ok\">valid</span>" : "<span class=\"badge error\">invalid</span>"
    rows += """
      <tr><th scope="row" class="file"><bdi>\(name.shown)</bdi></th><td>\(verdict)</td><td>\(summary.kind.rawValue)</td>\
      \(number(summary.results))\(number(summary.errors))\(number(summary.warnings))\(number(summary.infos))\
      <td class="n" data-value="\(summary.bytes)">\(size(Int64(summary.bytes)))</td></tr>

      """
  }

  /// An input without a verdict, and why it has none.
  mutating func add(withoutVerdict name: PacketName, _ reason: String) {
    if !takes(false) { return }
    rows += """
      <tr><th scope="row" class="file"><bdi>\(name.shown)</bdi></th><td><span class="badge warning">no verdict</span> \
      <bdi class="why">\(reason)</bdi></td><td></td><td class="n"></td><td class="n"></td><td class="n"></td>\
      <td class="n"></td><td class="n"></td></tr>

      """
  }

  func write(into output: inout [UInt8]) {
    if valid + others == 0 { return }
    output += """
      <section slot="packets" aria-labelledby="packets"><h2 id="packets">Packets</h2>
      <div class="scroll" role="region" aria-label="Table of packets" tabindex="0">
      <table class="sortable packets"><caption class="away">Packets and their verdicts, in the order read</caption>
      <thead><tr><th scope="col" data-sort="text">File</th><th scope="col" data-sort="text">Verdict</th><th scope="col" data-sort="text">Kind</th>\
      <th scope="col" data-sort="number" class="n">Results</th><th scope="col" data-sort="number" class="n">Errors</th>\
      <th scope="col" data-sort="number" class="n">Warnings</th><th scope="col" data-sort="number" class="n">Infos</th>\
      <th scope="col" data-sort="number" class="n">Size</th></tr></thead>
      <tbody>

      """
    output += rows
    output += "</tbody></table></div>\n"
    let surplus = max(0, valid - Self.most) + max(0, others - Self.most)
    if surplus > 0 {
      output += """
        <p class="note">\(grouped(surplus)) more are not listed: at most \(grouped(Self.most)) valid packets and \(grouped(Self.most)) others are. \
        The counts above include all.</p>

        """
    }
    output += "</section>\n"
  }

  private mutating func takes(_ isValid: Bool) -> Bool {
    if isValid { valid += 1 } else { others += 1 }
    return (isValid ? valid : others) <= Self.most
  }

  private func number(_ count: Int) -> Markup {
    count == 0
      ? "<td class=\"n zero\" data-value=\"0\">0</td>"
      : "<td class=\"n\" data-value=\"\(count)\">\(grouped(count))</td>"
  }
}
