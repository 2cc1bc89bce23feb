import PleskPackets
import TestSupport
import Testing

/// Elements of the model in the wrong place, or in the other kind of packet.
@Suite struct ForeignElementTests {
  private static let settings =
    "<request-settings><setting><name>a</name></setting></request-settings>"
  private static let system = "<system><status>error</status></system>"

  @Test(
    "the first element that only one kind has determines the kind",
    arguments: [
      (settings + "<dns/>", PacketKind.request), (system, .response),
      ("<dns/><output>x</output>", .response), ("<upload/>", .response), ("<dns/>", .response),
    ])
  func kind(_ content: String, _ kind: PacketKind) {
    #expect(Outcome(of: "<packet>\(content)</packet>").summary.kind == kind)
  }

  @Test(
    "an element of the other kind does not belong to this one",
    arguments: [
      (settings + "<dns/>", PacketKind.response, "/packet/request-settings"),
      ("<dns/>" + system, .request, "/packet/system"), (system, .request, "/packet/system"),
      (settings + system, nil, "/packet/system"),
      ("<dns/><output>x</output>", .request, "/packet/output"),
    ])
  func otherKind(_ content: String, _ kind: PacketKind?, _ path: String) {
    let outcome = Outcome(
      of: "<packet>\(content)</packet>", options: PacketOptions(kind: kind))
    let unexpected = outcome.findings.filter { $0.rule.id == "schema/unexpected-element" }
    #expect(unexpected.map(\.path) == [path])
    #expect(unexpected.first?.message.contains("belongs to a") == true)
  }

  @Test(
    "result, task-id and setting are numbered everywhere, others where they belong",
    arguments: [
      ("<task-id/>", "task-id[1]"), ("<setting/>", "setting[1]"), ("<odd/>", "odd"),
      ("<id/>", "id"), ("<get-download-status/>", "get-download-status"), ("<dns/>", "dns"),
    ])
  func numbers(_ element: String, _ step: String) {
    let findings = Outcome(of: response(element)).findings
    #expect(findings.first?.rule.id == "schema/unexpected-element")
    #expect(findings.first?.path == "/packet/aps[1]/get-download-status[1]/" + step)
  }
}
