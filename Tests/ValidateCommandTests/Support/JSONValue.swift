import Foundation

/// A value of JSON, as far as the command writes any.
enum JSONValue: Hashable, Decodable {
  case text(String)
  case number(Int64)
  case truth(Bool)
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Bool.self) {
      self = .truth(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// One line of JSON Lines.
  static func object(of line: some StringProtocol) throws -> [String: JSONValue] {
    try JSONDecoder().decode([String: JSONValue].self, from: Data(line.utf8))
  }

  /// All lines of JSON Lines, the last of which must end too.
  static func objects(of text: String) throws -> [[String: JSONValue]] {
    guard text.isEmpty || text.hasSuffix("\n") else { throw Problem.openLine }
    return try text.split(separator: "\n").map { try object(of: $0) }
  }

  enum Problem: Error { case openLine }

  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  var number: Int64? {
    if case .number(let number) = self { number } else { nil }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int64) { self = .number(value) }
}

extension JSONValue: ExpressibleByBooleanLiteral {
  init(booleanLiteral value: Bool) { self = .truth(value) }
}
