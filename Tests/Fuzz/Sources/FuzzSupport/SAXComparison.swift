import ExpatSAX

/// `StreamParser` in pieces against itself in one piece.
public enum SAXComparison {
  /// Reads a document in both ways, and ends the process if there is any difference.
  public static func check(_ document: [UInt8], _ plan: Plan) {
    let whole = SAXRun(of: document, [0..<document.count], .spans, plan.options.limits)
    let pieces = SAXRun(
      of: document, plan.pieces(of: document.count), plan.way, plan.options.limits)
    var differences = Differences()
    differences.note("events", pieces.events, whole.events)
    differences.note("error", pieces.error, whole.error)
    differences.note("encoding", pieces.encoding, whole.encoding)
    differences.report(document, plan, "in pieces", "in one")
  }
}
