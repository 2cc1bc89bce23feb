/// The sizes beyond which input is refused. A size equal to its limit is accepted.
public struct Limits: Hashable, Sendable {
  /// Elements open at once; the root is 1.
  public var depth = 128
  /// Bytes of UTF-8 in the local name of an element.
  public var name = 1024
  /// Bytes of UTF-8 in all distinct element names, attribute names and namespace prefixes of a
  /// document, except the names that are expected in it.
  public var names = 256 * 1024
  /// Attributes of one element, including namespace declarations.
  public var attributes = 1024
  /// Bytes of UTF-8 in the names and values of all attributes of one element.
  public var attributeBytes = 64 * 1024
  /// Bytes of UTF-8 in the text of one leaf. Enforced by the code that collects text, not by
  /// `StreamParser`.
  public var text = 1024 * 1024
  /// Bytes of input in one token that is not text: a tag, a comment, a processing instruction.
  public var token = 256 * 1024

  public init() {}

  /// Sizes that no real packet comes near.
  public static let `default` = Limits()

  /// The names of the limits, as users and messages write them.
  public enum Name: String, CaseIterable, Sendable {
    case depth, name, names, attributes, text, token
    case attributeBytes = "attribute-bytes"
  }

  /// The value of one limit. A value below 1 is set to 1.
  public subscript(name: Name) -> Int {
    get { self[keyPath: name.keyPath] }
    set { self[keyPath: name.keyPath] = max(1, newValue) }
  }

  /// A limit that the input has exceeded.
  public struct Breach: Hashable, Sendable {
    public var limit: Name
    /// The count when the limit ended the parse. The true size may be larger.
    public var actual: Int
    public var maximum: Int

    public init(limit: Name, actual: Int, maximum: Int) {
      self.limit = limit
      self.actual = actual
      self.maximum = maximum
    }

    /// The breach in words, for example `depth 129, the maximum is 128`.
    public var description: String {
      let what =
        switch limit {
        case .depth: "elements nested \(actual) deep"
        case .name: "a name of \(actual) bytes"
        case .names: "distinct names of \(actual) bytes or more"
        case .attributes: "an element with \(actual) attributes or more"
        case .attributeBytes: "an element with \(actual) bytes of attributes or more"
        case .text: "a text of \(actual) bytes or more"
        case .token: "a tag, comment or other token of \(actual) bytes or more"
        }
      return "\(what); the maximum is \(maximum) (limit “\(limit.rawValue)”)"
    }
  }
}

extension Limits.Name {
  fileprivate var keyPath: WritableKeyPath<Limits, Int> {
    switch self {
    case .depth: \.depth
    case .name: \.name
    case .names: \.names
    case .attributes: \.attributes
    case .attributeBytes: \.attributeBytes
    case .text: \.text
    case .token: \.token
    }
  }
}
