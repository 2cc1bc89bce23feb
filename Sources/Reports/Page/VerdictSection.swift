/// The verdict on all packets in one sentence, the counts, and links to the other sections.
enum VerdictSection {
  static func section(_ totals: Totals, hasTasks: Bool) -> Markup {
    let findings = totals.errors + totals.warnings + totals.infos
    let isGood = totals.invalid == 0 && totals.withoutVerdict == 0
    let tasks: Markup = hasTasks ? "<a href=\"#tasks\">Tasks</a> " : ""
    let packets: Markup =
      totals.packets + totals.withoutVerdict > 0 ? "<a href=\"#packets\">Packets</a> " : ""
    return """
      <section slot="summary" aria-labelledby="verdict">
      <h1 id="verdict" tabindex="-1" class="\(isGood ? "ok" : "error")">\(sentence(totals))</h1>
      <dl class="counts">
      \(count(totals.packets, "Packets"))\(count(totals.invalid, "Invalid", "error"))\(count(totals.withoutVerdict, "No verdict", "warning"))\
      \(count(totals.results, "Results"))\(count(totals.errors, "Errors", "error"))\(count(totals.warnings, "Warnings", "warning"))\
      \(count(totals.infos, "Infos", "info"))<div><dt>Size</dt><dd>\(size(Int64(totals.bytes)))</dd></div>
      </dl>
      <nav aria-label="Sections">\(tasks)\(packets)<a href="#findings">Findings</a> <span class="why">\(grouped(findings))</span></nav>
      </section>

      """
  }

  static func sentence(_ totals: Totals) -> String {
    let (packets, invalid) = (totals.packets, totals.invalid)
    let inputs = countedInGroups(totals.withoutVerdict, "input")
    let rest = totals.withoutVerdict == 1 ? "\(inputs) has no verdict" : "\(inputs) have no verdict"
    let verdict =
      switch (packets, invalid) {
      case (0, _):
        totals.withoutVerdict == 0 ? "There was no packet" : "No packet was read to its end"
      case (1, 0): "The packet is valid"
      case (1, _): "The packet is invalid"
      case (_, 0): "All \(grouped(packets)) packets are valid"
      case (_, 1): "1 of \(grouped(packets)) packets is invalid"
      case _: "\(grouped(invalid)) of \(grouped(packets)) packets are invalid"
      }
    return totals.withoutVerdict == 0 ? verdict : "\(verdict); \(rest)"
  }

  private static func count(_ number: Int, _ name: String, _ style: String = "") -> Markup {
    "<div class=\"\(number == 0 ? "zero" : style)\"><dt>\(name)</dt><dd>\(grouped(number))</dd></div>"
  }
}

extension Totals {
  /// Inputs that were not read to their end.
  var withoutVerdict: Int { failures + interrupted }
}
