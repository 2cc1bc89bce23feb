import Bytes

/// The elements that can make a difference to a rule, as Model/rules.toml names them.
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

  /// The element of this name.
  init(_ name: Span<UInt8>) {
    var role = Role.none
    for row in Self.names where name.elementsEqual(row.0) { role = row.1 }
    self = role
  }
}
