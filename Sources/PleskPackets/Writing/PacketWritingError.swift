/// The reason why a value was not written. Nothing of it was written, and the packet so far stays
/// intact.
public struct PacketWritingError: Error, Sendable, Hashable {
  /// The kind of error.
  public struct Code: Sendable, Hashable {
    let name: String

    /// The packet would break a rule; `PacketWritingError.rule` is that rule.
    public static let packet = Code(name: "packet")
    /// The packet would be read as something else.
    public static let meaning = Code(name: "meaning")
    /// The packet has been finished before.
    public static let finished = Code(name: "finished")
  }

  /// The kind of error.
  public var code: Code
  /// The rule that the packet would break; nil for other codes.
  public var rule: Rule?
  /// The path of the element that a finding would be placed at,
  public var path: String
  /// What is wrong and what was expected.
  public var message: String

  init(code: Code, path: String, message: String) {
    self.code = code
    self.path = path
    self.message = message
  }

  init(breaking rule: Rule, path: String, message: String) {
    self.init(code: .packet, path: path, message: message)
    self.rule = rule
  }

  init(_ message: Message, path: String, _ values: (Placeholder, String)...) {
    self.init(breaking: message.rule, path: path, message: message.text(values))
  }
}

extension PacketWritingError: CustomStringConvertible {
  public var description: String { "\(path): \(rule?.id ?? code.name): \(message)" }
}
