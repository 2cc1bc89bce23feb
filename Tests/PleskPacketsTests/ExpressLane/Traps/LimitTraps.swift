import PleskPackets
import TestSupport

/// Limits that canonical results keep, just reach and just exceed.
extension LaneTrap {
  private static func limited(
    _ name: Limits.Name, to maximum: Int, _ packet: String, results: Int, breaks: Bool
  ) -> LaneTrap {
    var options = PacketOptions.default
    options.limits[name] = maximum
    return LaneTrap(
      "\(name.rawValue) \(maximum) of \(results) results", bytes: Array(packet.utf8),
      results: results, breaks ? ["xml/limit"] : [], options: options)
  }

  /// A failed query is five elements deep, a task's id six, a package-id seven.
  private static let depths: [LaneTrap] = [
    limited(.depth, to: 2, response(canonical(6...6)), results: 0, breaks: true),
    limited(.depth, to: 3, response(canonical(6...6)), results: 0, breaks: true),
    limited(.depth, to: 4, response(canonical(6...6)), results: 0, breaks: true),
    limited(
      .depth, to: 5, response(canonical(6...6) + canonical(13...13)), results: 2, breaks: false),
    limited(.depth, to: 5, response(canonical(6...8)), results: 1, breaks: true),
    limited(.depth, to: 6, response(canonical(6...8)), results: 1, breaks: true),
    limited(.depth, to: 7, response(canonical(6...14)), results: 9, breaks: false),
    limited(.depth, to: 8, response(canonical(6...14)), results: 9, breaks: false),
  ]

  /// The longest name is the operation's.
  private static let names: [LaneTrap] = [
    limited(.name, to: 18, response(canonical(6...14)), results: 0, breaks: true),
    limited(.name, to: 19, response(canonical(6...14)), results: 9, breaks: false),
    limited(.name, to: 20, response(canonical(6...14)), results: 9, breaks: false),
  ]

  /// Tags of 21 and 22 bytes are the longest.
  private static let tokens: [LaneTrap] = [
    limited(.token, to: 2, response(canonical(6...14)), results: 0, breaks: true),
    limited(.token, to: 20, response(canonical(6...14)), results: 0, breaks: true),
    limited(.token, to: 21, response(canonical(6...14)), results: 9, breaks: true),
    limited(.token, to: 22, response(canonical(6...14)), results: 9, breaks: false),
    limited(.token, to: 23, response(canonical(6...14)), results: 9, breaks: false),
    limited(
      .token, to: 22, response(canonical(6...8) + "<result\(spaces(14))>" + "</result>"),
      results: 4, breaks: false, further: "schema/missing-element"),
    limited(
      .token, to: 22, response(canonical(6...8) + "<result\(spaces(15))>" + "</result>"),
      results: 3, breaks: true),
    limited(
      .token, to: 22, response(canonical(6...8) + "<!--\(spaces(16))-->" + canonical(6...6)),
      results: 3, breaks: true),
    limited(
      .token, to: 22, response(canonical(6...8) + spaces(5000) + canonical(6...6)),
      results: 4, breaks: false),
  ]

  private static func limited(
    _ name: Limits.Name, to maximum: Int, _ packet: String, results: Int, breaks: Bool,
    further rule: String
  ) -> LaneTrap {
    var trap = limited(name, to: maximum, packet, results: results, breaks: breaks)
    trap.rules.append(rule)
    return trap
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// A text of ten bytes, or a number of ten digits, against limits around ten.
  private static let texts: [LaneTrap] = [
    ("errtext", failedQuery("0123456789")),
    ("errtext of letters of two bytes", failedQuery("ééééé")),
    ("errtext of wide characters", failedQuery("é😀😀")),
    ("errtext of CRLF, which counts as one", failedQuery("01234\r\n6789")),
    ("errtext of lines", failedQuery("0\n2\n4\n6\n8\n")),
    ("error", failedResult(reason: "0123456789")),
    (
      "current",
      result(
        taskState:
          "<in-progress><total>9</total><completed>4</completed><current>0123456789</current></in-progress>"
      )
    ),
    ("filter-id", failedQuery("x").replacing(">18<", with: ">0123456789<")),
    ("id", result(id: "1234567890", taskState: "<finished><package-id>1</package-id></finished>")),
    ("package-id", result(taskState: "<finished><package-id>1234567890</package-id></finished>")),
    (
      "total",
      result(
        taskState: "<in-progress><total>1234567890</total><completed>0</completed></in-progress>")
    ),
    (
      "completed",
      result(
        taskState:
          "<in-progress><total>1234567891</total><completed>1234567890</completed><current/></in-progress>"
      )
    ),
  ].flatMap { name, odd in
    [8, 9, 10, 11].map { maximum in
      // The first and the second one are the same; others would be too long themselves.
      var trap = limited(
        .text, to: maximum, response(finishedResult(id: 1, package: 1) + odd + odd),
        results: maximum < 10 ? 1 : 3, breaks: maximum < 10)
      trap.name = "text \(maximum) of \(name)"
      return trap
    }
  }

  /// The value of status is a text too.
  private static let statuses: [LaneTrap] = [
    limited(.text, to: 1, response(finishedResult(id: 1, package: 1)), results: 0, breaks: true),
    limited(.text, to: 2, response(finishedResult(id: 1, package: 1)), results: 1, breaks: false),
    limited(
      .text, to: 4, response(finishedResult(id: 1, package: 1) + failedQuery("")), results: 1,
      breaks: true),
    limited(
      .text, to: 5, response(finishedResult(id: 1, package: 1) + failedQuery("")), results: 2,
      breaks: false),
  ]

  private static let attributes: [LaneTrap] = [
    limited(
      .attributes, to: 1, Layout.oneLine.response(CanonicalResult.list(1..<9)), results: 8,
      breaks: false),
    limited(
      .attributeBytes, to: 14, Layout.oneLine.response(CanonicalResult.list(1..<9)), results: 8,
      breaks: false),
    limited(
      .attributeBytes, to: 13, Layout.oneLine.response(CanonicalResult.list(1..<9)), results: 0,
      breaks: true),
  ]

  static let limits: [LaneTrap] = depths + names + tokens + texts + statuses + attributes
}
