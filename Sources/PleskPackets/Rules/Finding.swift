public import Bytes
public import ExpatSAX

/// A position in the input: line and column from 1, byte offset from 0.
public typealias Location = Bytes.Location
/// The limits on input; anything larger is refused.
public typealias Limits = ExpatSAX.Limits

/// One broken rule at one place.
public struct Finding: Sendable, Hashable, Codable {
  /// The broken rule.
  public var rule: Rule
  /// The severity of the rule, unless `PacketOptions.levels` changes it.
  public var severity: Severity
  /// Where the element starts, or where Expat stopped.
  public var location: Location
  /// The path of the element, for example
  /// `/packet/aps[1]/get-download-status[1]/result[3]/task/id`; `/` outside the root.
  public var path: String
  /// What is wrong and what was expected.
  public var message: String

  /// Creates a finding with the severity of its rule.
  public init(rule: Rule, location: Location, path: String, message: String) {
    self.rule = rule
    severity = rule.severity
    self.location = location
    self.path = path
    self.message = message
  }

  init(
    _ message: Message, location: Location, path: String, _ values: (Placeholder, String)...
  ) {
    self.init(
      rule: message.rule, location: location, path: path, message: message.text(values))
  }
}
