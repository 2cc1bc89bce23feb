/// The states of results, capture by capture: a bar and the numbers.
struct CaptureTable {
  let history: TaskHistory

  private var isSeries: Bool { history.captureCount > 1 }

  func write(into output: inout [UInt8]) {
    let states = ResultState.pictured.filter { state in
      history.captures.contains { $0.counts[state.rawValue] > 0 }
    }
    output += """
      \(lead)<div class="scroll" role="region" aria-label="States of results" tabindex="0">
      <table class="captures"><caption class="away">States of results per packet</caption>
      <thead><tr><th scope="col">\(isSeries ? "Capture" : "Packet")</th><th scope="col">Shares</th>
      """
    for state in states {
      output += """
        <th scope="col" class="n"><i class="swatch \(state.style)"></i>\(state.words)</th>
        """
    }
    output += "</tr></thead>\n<tbody>\n"
    for capture in history.captures {
      let number: Markup = isSeries ? "<span class=\"number\">\(capture.number)</span> " : ""
      output += """
        <tr><th scope="row" class="file">\(number)<bdi>\(capture.name.shown)</bdi></th>\
        <td class="picture">\(TaskPictures.shares(capture.counts))</td>
        """
      for state in states {
        let count = capture.counts[state.rawValue]
        output += "<td class=\"\(count == 0 ? "n zero" : "n")\">\(grouped(count))</td>"
      }
      output += "</tr>\n"
    }
    output += "</tbody></table></div>\n"
  }

  private var lead: Markup {
    if !isSeries { return "" }
    let (kept, all) = (history.captures.count, history.captureCount)
    let bound = kept < all ? "; the last \(kept) of \(grouped(all)) are shown" : ""
    return """
      <p class="lead">Packets with results, in the order given, read as captures of one server\(bound).</p>

      """
  }
}
