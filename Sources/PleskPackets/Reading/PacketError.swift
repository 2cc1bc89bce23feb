public import Bytes
package import Platform

/// The reason why parsing ended before the end of the packet. Everything delivered before remains
/// valid.
public struct PacketError: Error, Sendable, Hashable {
  /// The kind of error.
  public struct Code: Sendable, Hashable {
    let name: String

    /// The packet breaks a fatal rule; `PacketError.rule` is that rule.
    public static let packet = Code(name: "packet")
    /// The input could not be opened or read.
    public static let input = Code(name: "input")
    /// Expat could not allocate memory.
    public static let outOfMemory = Code(name: "outOfMemory")
    /// Bytes were fed after the packet had ended.
    public static let finished = Code(name: "finished")
  }

  /// The kind of error.
  public var code: Code
  /// The fatal rule that the packet breaks; nil if the packet is not to blame.
  public var rule: Rule?
  /// Where parsing ended.
  public var location: Location
  /// The path of the innermost open element.
  public var path: String
  /// What is wrong.
  public var message: String

  init(code: Code, rule: Rule? = nil, location: Location, path: String, message: String) {
    self.code = code
    self.rule = rule
    self.location = location
    self.path = path
    self.message = message
  }

  /// The error for an input that cannot be read any further.
  package init(_ error: SystemError, at location: Location = .start) {
    self.init(code: .input, location: location, path: "/", message: error.reason)
  }

  /// The error for a fatal finding.
  init(_ finding: Finding) {
    self.init(
      code: .packet, rule: finding.rule, location: finding.location, path: finding.path,
      message: finding.message)
  }
}

extension PacketError: CustomStringConvertible {
  public var description: String {
    "\(location.line):\(location.column): \(rule?.id ?? code.name): \(message)"
  }
}
