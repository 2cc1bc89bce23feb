import Bytes

/// Names of the elements that matter to rules in Model/rules.toml. Scripts/generate reads these
/// lines.
extension Role {
  private static let names: [(StaticString, Role)] = [
    ("result", .result),
    ("status", .status),
    ("errcode", .errcode),
    ("errtext", .errtext),
    ("filter-id", .filterID),
    ("id", .id),
    ("task", .task),
    ("task-id", .taskID),
    ("finished", .finished),
    ("package-id", .packageID),
    ("failure-reason", .failureReason),
    ("progress", .progress),
    ("total", .total),
    ("completed", .completed),
    ("current", .current),
    ("system", .system),
  ]

  /// The role with this name; `none` if there is no such role.
  init(_ name: Span<UInt8>) {
    var role = Role.none
    for row in Self.names where name.elementsEqual(row.0) { role = row.1 }
    self = role
  }
}
