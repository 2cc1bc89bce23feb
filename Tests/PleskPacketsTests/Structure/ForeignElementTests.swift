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

  @Test(
    "every operator but upload belongs to requests and to responses",
    arguments: [
      "certificate", "customer", "db_server", "dns", "webspace", "subdomain", "server", "ip",
      "event_log", "secret_key", "ui", "site-alias", "mail", "service-plan", "virtdir", "database",
      "ftp-user", "session", "locale", "log-rotation", "protected-dir", "reseller",
      "reseller-plan", "service-plan-addon", "site", "business-logic-upgrade", "php-handler",
      "extension",
    ], [PacketKind.request, .response])
  func operators(_ name: String, _ kind: PacketKind) {
    let outcome = Outcome(of: "<packet><\(name)/></packet>", options: PacketOptions(kind: kind))
    #expect(outcome.ruleIDs == ["packet/unmodelled"])
  }

  @Test(
    "so does every operation of aps",
    arguments: [
      "download-package", "import-package", "get-packages-list", "install", "import-config",
      "set-package-properties", "get-packages-list-by-reseller", "get-packages-list-by-webspace",
    ], [PacketKind.request, .response])
  func operations(_ name: String, _ kind: PacketKind) {
    let outcome = Outcome(
      of: "<packet><aps><\(name)/></aps></packet>", options: PacketOptions(kind: kind))
    #expect(outcome.ruleIDs == ["packet/unmodelled"])
  }

  @Test(
    "an element that comes once is reported when it comes again",
    arguments: [
      "status", "errcode", "errtext", "filter-id", "id", "task/id", "task/finished",
      "task/finished/error", "task/finished/package-id", "task/in-progress",
      "task/in-progress/total", "task/in-progress/completed", "task/in-progress/current", "task",
    ])
  func repeated(_ path: String) throws {
    let names = path.split(separator: "/")
    let last = try #require(names.last)
    let opening = names.dropLast().map { "<\($0)>" }.joined()
    let closing = names.dropLast().reversed().map { "</\($0)>" }.joined()
    let twice = "\(opening)<\(last)/><\(last)/>\(closing)"
    let findings = Outcome(of: response("<result>\(twice)</result>")).findings
    let repetitions = findings.filter { $0.message.contains("is repeated") }
    #expect(
      repetitions.map(\.path) == ["/packet/aps[1]/get-download-status[1]/result[1]/\(path)"])
  }

  @Test(
    "the same of the outcome of a whole request", arguments: ["status", "errcode", "errtext"])
  func repeatedInSystem(_ name: String) {
    let findings = Outcome(of: "<packet><system><\(name)/><\(name)/></system></packet>").findings
    let repetitions = findings.filter { $0.message.contains("is repeated") }
    #expect(repetitions.map(\.path) == ["/packet/system/\(name)"])
  }
}
