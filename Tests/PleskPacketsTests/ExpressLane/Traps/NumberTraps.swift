import TestSupport

/// Numbers at every edge: of what is a number, of what a type allows and of what fits 64 bits.
extension LaneTrap {
  private static let value = "schema/value"
  private static let unrepresentable = "value/unrepresentable"
  private static func digits(_ digit: Character, _ count: Int) -> String {
    String(repeating: digit, count: count)
  }

  /// Texts with the rules that they break as an id and as a count; nil for none.
  private static let integers: [(text: String, id: String?, count: String?)] = [
    ("1", nil, nil), ("9", nil, nil), ("18", nil, nil), ("01", nil, nil), ("007", nil, nil),
    ("+7", nil, nil), ("+007", nil, nil), (" 7", nil, nil), ("7 ", nil, nil), ("\n7\t", nil, nil),
    ("\r\n7\r", nil, nil), ("4294967295", nil, nil), ("4294967296", nil, nil),
    (digits("9", 15), nil, nil), (digits("9", 16), nil, nil), (digits("9", 17), nil, nil),
    (digits("9", 18), nil, nil), ("9223372036854775807", nil, nil),
    (digits("0", 16) + "1", nil, nil), (digits("0", 17) + "1", nil, nil),
    (digits("0", 18) + "1", nil, nil), (digits("0", 19) + "1", nil, nil),
    (digits("0", 24) + "1", nil, nil), (digits("0", 30) + "1", nil, nil),
    ("9223372036854775808", unrepresentable, unrepresentable),
    ("9999999999999999999", unrepresentable, unrepresentable),
    ("10000000000000000000", unrepresentable, unrepresentable),
    ("18446744073709551615", unrepresentable, unrepresentable),
    ("18446744073709551616", unrepresentable, unrepresentable),
    ("18446744073709551617", unrepresentable, unrepresentable),
    ("36893488147419103233", unrepresentable, unrepresentable),
    (digits("1", 20), unrepresentable, unrepresentable),
    (digits("1", 21), unrepresentable, unrepresentable),
    (digits("9", 22), unrepresentable, unrepresentable),
    (digits("9", 25), unrepresentable, unrepresentable), ("0", value, nil), ("00", value, nil),
    ("+0", value, nil), ("-0", value, nil), (digits("0", 25), value, nil),
    ("-9223372036854775809", value, unrepresentable), ("", value, value), (" ", value, value),
    ("+", value, value), ("-", value, value), ("++7", value, value), ("+-7", value, value),
    ("7-", value, value), ("7+", value, value), ("+ 7", value, value), ("7 7", value, value),
    ("7.0", value, value), ("7,0", value, value), ("7e1", value, value), ("0x7", value, value),
    ("7x", value, value), ("x7", value, value), ("/", value, value), (":", value, value),
    ("1/", value, value), ("1:", value, value), ("\u{FF17}", value, value),
    ("٧", value, value), ("\u{A0}7", value, value), ("7\u{2003}", value, value),
  ]

  private static let packageIDs: [LaneTrap] = integers.map { text, rule, _ in
    number(
      "package-id \(text.debugDescription)",
      result(taskState: "<finished><package-id>\(text)</package-id></finished>"), breaks: rule)
  }

  private static let totals: [LaneTrap] = integers.map { text, _, rule in
    number(
      "total \(text.debugDescription)",
      result(
        taskState: "<in-progress><total>\(text)</total><completed>0</completed></in-progress>"),
      breaks: rule)
  }

  /// The ids are the same number, so they do not differ; if one is invalid, both are.
  private static let ids: [LaneTrap] = integers.map { text, rule, _ in
    LaneTrap(
      "ids \(text.debugDescription)",
      bytes: Array(
        among(
          "<result><status>ok</status><filter-id>\(text)</filter-id><id>\(text)</id><task><id>\(text)</id>"
            + "<finished><package-id>1</package-id></finished></task></result>"
        ).utf8), results: 6, rule.map { [$0, $0] } ?? [])
  }

  private static let errcodes: [(text: String, rule: String?)] =
    [
      ("0", "result/errcode-zero"), ("00", "result/errcode-zero"),
      (digits("0", 25), "result/errcode-zero"), (" 0 ", "result/errcode-zero"),
      ("1", "result/errcode-unknown"), ("01013", nil), (" 1013 ", nil), ("\n1013", nil),
      (digits("0", 21) + "1013", nil), ("4294967295", "result/errcode-unknown"),
      ("04294967295", "result/errcode-unknown"), ("4294967296", value),
      ("4294968309", value), ("9223372036854775807", value), ("9223372036854775808", value),
      ("18446744073709552629", value), (digits("9", 25), value), ("+1013", value),
      ("-1013", value), ("", value), (" ", value), ("10 13", value), ("1013x", value),
      ("\u{FF11}013", value),
    ]
    + (known + known.flatMap { [$0 - 1, $0 + 1] }.filter { !known.contains($0) }).map {
      (String($0), known.contains($0) ? nil : "result/errcode-unknown")
    }

  private static let known =
    Array(1001...1015) + Array(1017...1019) + Array(1023...1027) + Array(1029...1034)
    + [1050, 11003, 14008, 14009]

  private static let failedQueries: [LaneTrap] = errcodes.map { text, rule in
    number(
      "errcode \(text.debugDescription)",
      failedQuery("x").replacing("<errcode>1013<", with: "<errcode>\(text)<"), breaks: rule)
  }

  /// Ids that are numbers but not the same: filter-id, id and the task's id.
  private static let differing: [(filterID: String, id: String, taskID: String, rules: [String])] =
    [
      ("18", "18", "18", []), ("018", "18", "+18", []), (" 18 ", "18", "18", []),
      ("18", "19", "19", ["result/id-mismatch"]), ("18", "18", "19", ["task/id-mismatch"]),
      ("18", "19", "18", ["result/id-mismatch", "task/id-mismatch"]), ("x", "18", "18", []),
      ("", "18", "18", []), ("18x", "18", "18", []), ("18.", "18", "18", []),
      ("-18", "18", "18", ["result/id-mismatch"]), ("0", "18", "18", ["result/id-mismatch"]),
      ("18446744073709551634", "18", "18", ["result/id-mismatch"]),
      ("99999999999999999999999", "18", "18", ["result/id-mismatch"]),
      ("181", "18", "18", ["result/id-mismatch"]), ("1", "18", "18", ["result/id-mismatch"]),
      ("1 8", "18", "18", []), ("000000000000000000000018", "18", "18", []),
      ("9223372036854775807", "9223372036854775807", "9223372036854775807", []),
      ("9223372036854775807", "9223372036854775806", "9223372036854775806", ["result/id-mismatch"]),
    ]

  private static let mismatches: [LaneTrap] = differing.map { filterID, id, taskID, rules in
    LaneTrap(
      "filter-id \(filterID), id \(id), task \(taskID)",
      bytes: Array(
        among(
          "<result><status>ok</status><filter-id>\(filterID)</filter-id><id>\(id)</id>"
            + "<task><id>\(taskID)</id><finished><package-id>1</package-id></finished></task></result>"
        ).utf8), results: 6, rules)
  }

  /// Total, completed, whether there is a current, and the rules that break.
  private static let progresses:
    [(total: String, completed: String, current: Bool, rules: [String])] = [
      ("10", "0", false, []), ("10", "0", true, []), ("10", "4", true, []),
      ("10", "4", false, ["progress/bytes-without-current"]), ("0", "0", false, []),
      ("0", "0", true, []), ("10", "10", true, ["progress/complete-yet-running"]),
      ("10", "10", false, ["progress/complete-yet-running", "progress/bytes-without-current"]),
      ("10", "11", true, ["progress/completed-exceeds-total"]),
      ("0", "5", true, ["progress/total-unknown"]), ("-1", "0", false, ["progress/negative"]),
      ("10", "-1", false, ["progress/negative"]), ("-10", "-10", true, ["progress/negative"]),
      ("10", "9", true, []), ("9", "10", true, ["progress/completed-exceeds-total"]),
      ("10", "09", true, []), ("010", "10", true, ["progress/complete-yet-running"]),
      ("9223372036854775807", "9223372036854775806", true, []),
      ("9223372036854775807", "9223372036854775807", true, ["progress/complete-yet-running"]),
      ("4294967296", "4294967295", true, []),
      ("1", "4294967297", true, ["progress/completed-exceeds-total"]),
    ]

  private static let progress: [LaneTrap] = progresses.map { total, completed, current, rules in
    LaneTrap(
      "\(completed) of \(total), \(current ? "with" : "without") current",
      bytes: Array(
        among(
          result(
            taskState: "<in-progress><total>\(total)</total><completed>\(completed)</completed>"
              + "\(current ? "<current/>" : "")</in-progress>")
        ).utf8), results: 6, rules)
  }

  private static func number(_ name: String, _ odd: String, breaks rule: String?) -> LaneTrap {
    LaneTrap(name, bytes: Array(among(odd).utf8), results: 6, rule.map { [$0] } ?? [])
  }

  static let numbers: [LaneTrap] =
    packageIDs + totals + ids + failedQueries + mismatches + progress
}
