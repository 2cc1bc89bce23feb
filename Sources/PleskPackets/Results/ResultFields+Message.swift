import Bytes

/// The placeholders in messages of rules with a condition, by their names in Model/rules.toml.
enum ResultPlaceholder: String, CaseIterable {
  case errcode, id
  case taskID = "task-id"
  case total, completed
  /// The elements that a result with a task lacks, in words.
  case missing
  /// The element that a successful query must not have, with its article.
  case surplus
  /// Which number is negative.
  case negative
}

extension ResultFields {
  /// The text that replaces a placeholder in a message; nil if there is no such placeholder.
  func shown(_ name: Span<UInt8>) -> String? {
    ResultPlaceholder(rawValue: String(copying: name)).map(shown)
  }

  private func shown(_ placeholder: ResultPlaceholder) -> String {
    switch placeholder {
    case .errcode: String(errcode ?? 0)
    case .id: String(id ?? 0)
    case .taskID: String(taskID ?? 0)
    case .total: String(total ?? 0)
    case .completed: String(completed ?? 0)
    case .missing:
      [(Role.filterID, "filter-id"), (.id, "id")].filter { !has($0.0) }.map(\.1)
        .joined(separator: " and ")
    case .surplus: has(.errcode) ? "an errcode" : "an errtext"
    case .negative: (total ?? 0) < 0 ? "total" : "completed"
    }
  }
}
