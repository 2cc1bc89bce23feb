public import Bytes

/// Why a parse ended before the end of a well-formed document.
public struct SAXError: Error, Hashable, Sendable {
  /// The kind of error.
  public struct Code: Hashable, Sendable {
    let name: String

    /// Expat refuses the bytes.
    public static let notWellFormed = Code(name: "notWellFormed")
    /// The input ended before the root's end tag.
    public static let truncated = Code(name: "truncated")
    /// The input is empty or has only whitespace.
    public static let empty = Code(name: "empty")
    /// The input has a DOCTYPE.
    public static let doctype = Code(name: "doctype")
    /// The encoding is unknown, or some bytes are not a character of the encoding.
    public static let encoding = Code(name: "encoding")
    /// A size exceeds one of the `Limits`; see `SAXError.breach`.
    public static let limit = Code(name: "limit")
    /// The handler asked to stop.
    public static let stopped = Code(name: "stopped")
    /// Bytes were fed after `finish()`.
    public static let finished = Code(name: "finished")
    /// Expat could not get memory.
    public static let outOfMemory = Code(name: "outOfMemory")
    /// `read` failed; the message gives the system's reason.
    public static let input = Code(name: "input")
  }

  /// Common mistakes in real captures, distinguished where Expat has one code for many.
  public enum Detail: Hashable, Sendable {
    /// The input does not start like XML, but with this byte.
    case notMarkup(firstByte: UInt8)
    /// The input starts like an HTML page.
    case html
    /// There is whitespace before the XML declaration.
    case blankBeforeDeclaration
    /// A second root element, or a second declaration, follows the root.
    case secondDocument
    /// Something else follows the root.
    case afterRoot
  }

  public var code: Code
  /// Where the parse ended.
  public var location: Location
  /// The reason in plain words.
  public var message: String
  public var detail: Detail?
  public var breach: Limits.Breach?

  public init(
    code: Code, location: Location, message: String, detail: Detail? = nil,
    breach: Limits.Breach? = nil
  ) {
    self.code = code
    self.location = location
    self.message = message
    self.detail = detail
    self.breach = breach
  }
}

extension SAXError.Code: CustomStringConvertible {
  public var description: String { name }
}
