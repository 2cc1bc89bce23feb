import Bytes

/// What messages of rules with a condition leave open, by the names that Model/rules.toml has for it.
enum ResultPlaceholder: String, CaseIterable {
  case errcode, id
  case taskID = "task-id"
  case total, completed
  /// What a task should have besides, in words.
  case missing
  /// What a successful query has too much, with its article.
  case surplus
  /// Which number is negative.
  case negative
}

extension ResultFields {
  /// What a message shows for a placeholder; nil if there is no such placeholder.
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
