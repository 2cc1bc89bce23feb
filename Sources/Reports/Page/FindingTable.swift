import PleskPackets

/// The findings of a page, one row each, written as they arrive, and how often each rule was
/// broken.
///
/// All are counted, but not all are listed, so that a browser can still show the page.
struct FindingTable {
  /// The most rows in all, and of one rule, so that a frequent one leaves room for others.
  static var most: Int { 10_000 }
  private static var mostOfRule: Int { 1000 }

  private struct Count {
    var found = 0
    var listed = 0
  }

  private var counts: [Rule: Count] = [:]
  private var listed = 0

  /// The next row, with the start of the table before the first one; nil if it is not listed.
  mutating func row(_ finding: Finding, _ excerpt: Excerpt?, of name: PacketName) -> Markup? {
    counts[finding.rule, default: Count()].found += 1
    let ofRule = counts[finding.rule]?.listed ?? 0
    if listed == Self.most || ofRule == Self.mostOfRule { return nil }
    counts[finding.rule]?.listed += 1
    listed += 1
    let severity = finding.severity.rawValue
    let row: Markup = """
      <tr><td><span class="badge \(severity)">\(severity)</span></td><td><code>\(finding.rule.id)</code></td>\
      <td><bdi>\(name.shown)</bdi></td><td class="place">\(finding.location.line):\(finding.location.column)</td>\
      <td><bdi class="message">\(finding.message)</bdi><code class="path"><bdi>\(finding.path)</bdi></code>\
      \(excerpt.map(Self.lines) ?? "")</td></tr>

      """
    return listed == 1 ? "\(Self.start)\(row)" : row
  }

  /// The end of the table, and the section above it.
  func end() -> Markup {
    if counts.isEmpty {
      return """
        <div slot="findings-head"><h2 id="findings">Findings</h2>
        <p class="none">No findings.</p></div>

        """
    }
    return """
      </tbody></table>
      <p id="no-match" class="none" hidden>No findings match.</p>
      </section>
      <div slot="findings-head"><h2 id="findings">Findings</h2>
      \(rules())\(surplus())</div>

      """
  }

  private static var start: Markup {
    """
    <section slot="findings" aria-labelledby="findings">
    <form id="filter" role="search" aria-label="Filter the findings" hidden>
    <fieldset><legend>Severity</legend>
    <label><input type="checkbox" name="severity" value="error" checked>error</label>
    <label><input type="checkbox" name="severity" value="warning" checked>warning</label>
    <label><input type="checkbox" name="severity" value="info" checked>info</label>
    </fieldset>
    <span><label for="rule">Rule</label> <select id="rule" name="rule"><option value="">all</option></select></span>
    <span><label for="file">File</label> <select id="file" name="file"><option value="">all</option></select></span>
    <span class="wide"><label for="text">Text</label> <input type="search" id="text" name="text" autocomplete="off" spellcheck="false"></span>
    <button type="reset">Reset</button>
    <output id="shown" for="filter"></output>
    </form>
    <table class="sortable findings" id="finding-table"><caption class="away">Findings, in the order found</caption>
    <thead><tr><th scope="col" data-sort="rank">Severity</th><th scope="col" data-sort="text">Rule</th>\
    <th scope="col" data-sort="text">File</th><th scope="col" data-sort="place">Line</th><th scope="col" data-sort="text">Finding</th></tr></thead>
    <tbody>

    """
  }

  private static func lines(of excerpt: Excerpt) -> Markup {
    let scalars = excerpt.text.unicodeScalars
    let place = scalars.index(
      scalars.startIndex, offsetBy: excerpt.caret, limitedBy: scalars.endIndex)
    let start = place ?? scalars.endIndex
    let end = start < scalars.endIndex ? scalars.index(after: start) : start
    let before = scalars[..<start].drop { $0 == " " }
    let marked = start < end ? String(scalars[start..<end]) : " "
    return """
      <pre dir="ltr">\(String(before))<mark>\(marked)</mark>\(String(scalars[end...]))</pre>
      """
  }

  private func rules() -> Markup {
    var table: Markup = """
      <table class="sortable rules"><caption class="away">Broken rules</caption>
      <thead><tr><th scope="col" data-sort="rank">Severity</th><th scope="col" data-sort="text">Rule</th>\
      <th scope="col" data-sort="text">What is wrong</th><th scope="col" data-sort="number" class="n">Findings</th></tr></thead>
      <tbody>

      """
    for rule in Rule.all {
      guard let count = counts[rule] else { continue }
      let severity = rule.severity.rawValue
      let more: Markup =
        count.listed < count.found
        ? "<span class=\"why\">the first \(grouped(count.listed)) are listed</span>" : ""
      table += """
        <tr><td><span class="badge \(severity)">\(severity)</span></td><th scope="row"><code>\(rule.id)</code></th>\
        <td>\(rule.title)<details><summary>Why</summary><p>\(rule.explanation)</p><pre dir="ltr">\(rule.example)</pre>\
        <p class="why">\(rule.source)</p></details></td>\
        <td class="n" data-value="\(count.found)">\(grouped(count.found))\(more)</td></tr>

        """
    }
    table += "</tbody></table>\n"
    return table
  }

  /// What to say if not all are listed.
  private func surplus() -> Markup {
    let found = counts.values.reduce(0) { $0 + $1.found }
    if found == listed { return "" }
    return """
      <p class="note">\(grouped(listed)) of \(grouped(found)) findings are listed: the first \(grouped(Self.mostOfRule)) per rule, \
      and \(grouped(Self.most)) in all. The counts include all.</p>

      """
  }
}
