import FuzzSupport
import PleskPackets

@testable import PacketInputs

/// The front ends of the command: the outcome must not depend on how the bytes of an input arrive,
/// and each byte is read or reported.
enum InputComparison {
  /// Reads an input in several ways, and ends the process if there is anything wrong.
  static func check(_ input: MadeInput, _ plan: Plan) {
    let whole = InputRun(input, plan.inOnePiece.pieces(of: input.bytes.count), plan)
    let pieces = InputRun(
      input, plan.pieces(of: input.bytes.count), plan, showsLines: true)
    InputUse.count(input, whole)
    // How many bytes it took depends on the pieces.
    if whole.exceedsRatio || pieces.exceedsRatio { return }
    compare(pieces, whole, input, plan, "in pieces", "in one")
    if plan.way != .spans, input.bytes.count <= Pipe.room {
      compare(InputRun(input, from: Pipe(), plan), whole, input, plan, "from a file", "in one")
    }
    checkPlaces(whole, input, plan)
    checkNothingIsLost(whole, input, plan)
  }

  private static func compare(
    _ first: InputRun, _ second: InputRun, _ input: MadeInput, _ plan: Plan, _ firstName: String,
    _ secondName: String
  ) {
    var differences = Differences()
    differences.note("output", first.said, second.said)
    differences.note("results", first.results, second.results)
    differences.note("tasks", first.tasks, second.tasks)
    differences.note("fault", first.fault, nil)
    differences.note("fault of the other run", second.fault, nil)
    for case .wrong(let text) in first.said + second.said { differences.note("said", text, "") }
    differences.report(input.bytes, words(input, plan), firstName, secondName)
  }

  /// Checks places in the file against a count of its lines and columns.
  private static func checkPlaces(_ run: InputRun, _ input: MadeInput, _ plan: Plan) {
    // For compressed bytes and other encodings, their places in the text are unknown.
    guard input.bytes.allSatisfy({ $0 < 0x80 && $0 != 0 }),
      InputForm.recognise(input.bytes, isAll: true)?.hasPlaces == true
    else { return }
    if run.said.contains(where: \.isFinding) { InputUse.countPlaces() }
    var differences = Differences()
    for case .finding(let finding, _) in run.said {
      let place = finding.location
      let before = Array(input.bytes.prefix(place.byteOffset))
      var counter = PlaceCounter()
      counter.advance(over: before.span)
      differences.note("place of \(finding.rule.id)", place, counter.location)
    }
    differences.report(input.bytes, words(input, plan), "places", "a count")
  }

  /// Checks that a good message or packet after an input is read, or that the reason is reported.
  private static func checkNothingIsLost(
    _ short: InputRun, _ input: MadeInput, _ plan: Plan
  ) {
    guard plan.options.limits == .default, plan.options.kind != .request else { return }
    let packet = "<?xml version=\"1.0\"?>\(sentinel)"
    let more: String
    switch InputForm.recognise(input.bytes, isAll: true) {
    case .http:
      // An open head ends here, and takes no field of this one.
      more = "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: \(packet.utf8.count)\r\n\r\n\(packet)"
    case .packet where input.isConcatenated: more = packet
    default: return
    }
    var longer = input
    longer.append(more)
    let run = InputRun(longer, plan.inOnePiece.pieces(of: longer.bytes.count), plan)
    let isRead = run.results.contains { $0.contains("\"filterId\":\"\(sentinelID)\"") }
    if isRead { InputUse.countPacketAfter() }
    var differences = Differences()
    differences.note(
      "a packet after it is read, or a message says why not",
      isRead || run.reportsEnd || run.skipped != short.skipped, true)
    differences.report(longer.bytes, words(input, plan), "found", "expected")
  }

  private static let sentinelID = "314159265"
  private static let sentinel =
    "<packet><aps><get-download-status><result><status>ok</status><filter-id>\(sentinelID)</filter-id></result></get-download-status></aps></packet>"

  private static func words(_ input: MadeInput, _ plan: Plan) -> String {
    "\(plan), concatenated \(input.isConcatenated), both engines \(input.comparesEngines), maximum \(input.maximumSize.map(String.init) ?? "none")"
  }
}

extension InputForm {
  /// Whether places are those in the file.
  fileprivate var hasPlaces: Bool {
    switch self {
    case .packet, .http: true
    case .compressed, .har: false
    }
  }
}
