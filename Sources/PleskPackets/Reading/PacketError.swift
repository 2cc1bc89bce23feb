public import Bytes
package import Platform

/// What ended a parse before the end of the packet. All that was delivered before it stands.
public struct PacketError: Error, Sendable, Hashable {
  /// What kind of end it is.
  public struct Code: Sendable, Hashable {
    let name: String

    /// The packet breaks a fatal rule; `PacketError.rule` is that rule.
    public static let packet = Code(name: "packet")
    /// The input could not be opened or read.
    public static let input = Code(name: "input")
    /// Memory ran out.
    public static let outOfMemory = Code(name: "outOfMemory")
    /// Bytes were fed after the end.
    public static let finished = Code(name: "finished")
  }

  public var code: Code
  /// The rule, when it is the packet that is at fault.
  public var rule: Rule?
  public var location: Location
  /// The innermost element that was open.
  public var path: String
  public var message: String

  init(code: Code, rule: Rule? = nil, location: Location, path: String, message: String) {
    self.code = code
    self.rule = rule
    self.location = location
    self.path = path
    self.message = message
  }

  /// The error of an input that cannot be read any further.
  package init(_ error: SystemError, at location: Location = .start) {
    self.init(code: .input, location: location, path: "/", message: error.reason)
  }

  /// The error that a fatal finding ends the parse with.
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
