import Bytes

/// Names of the facts other than presence in Model/rules.toml. Scripts/generate reads these lines.
extension Facts {
  private static let names: [(StaticString, Facts)] = [
    ("status-is-ok", .statusIsOK),
    ("status-is-error", .statusIsError),
    ("errcode-is-zero", .errcodeIsZero),
    ("errcode-is-unknown", .errcodeIsUnknown),
    ("ids-differ", .idsDiffer),
    ("task-ids-differ", .taskIDsDiffer),
    ("reason-is-blank", .reasonIsBlank),
    ("reason-has-markup", .reasonHasMarkup),
    ("completed-is-more", .completedIsMore),
    ("total-is-unknown", .totalIsUnknown),
    ("progress-is-negative", .progressIsNegative),
    ("has-bytes", .hasBytes),
    ("is-complete", .isComplete),
    ("has-unused-child", .hasUnusedChild),
  ]

  /// The fact with this name; empty if there is none.
  init(_ name: Span<UInt8>) {
    var fact: Facts = []
    for row in Self.names where name.elementsEqual(row.0) { fact = row.1 }
    self = fact
  }
}
