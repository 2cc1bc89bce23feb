import Bytes
import ExpatSAX

/// A leaf's text, read as its type asks.
enum LeafValue {
  case status(ResultStatus)
  case integer(Int64)
  case text
  /// Not of the type, or not representable.
  case outside(Rule, expected: String)

  init(_ text: Span<UInt8>, _ type: ValueType) {
    switch type {
    case .text, .remark:
      self = .text
    case .status:
      if let status = Self.status(text) {
        self = .status(status)
      } else {
        self = .outside(.value, expected: Self.statusExpectation(text))
      }
    case .errcode:
      switch IntegerText(text, signs: false) {
      case .value(let number) where type.range.contains(number): self = .integer(number)
      default: self = .outside(.value, expected: "digits only, 0 to \(UInt32.max)")
      }
    case .identifier:
      switch IntegerText(text) {
      case .value(let number) where type.range.contains(number): self = .integer(number)
      case .tooLarge(isNegative: false):
        self = .outside(.unrepresentable, expected: "at most \(Int64.max)")
      default: self = .outside(.value, expected: "an integer of at least 1")
      }
    case .integer:
      switch IntegerText(text) {
      case .value(let number): self = .integer(number)
      case .tooLarge:
        self = .outside(.unrepresentable, expected: "\(Int64.min) to \(Int64.max)")
      case .notAnInteger: self = .outside(.value, expected: "an integer")
      }
    }
  }

  @inline(__always)
  static func status(_ text: Span<UInt8>) -> ResultStatus? {
    if text.count == 2, text[0] == UInt8(ascii: "o"), text[1] == UInt8(ascii: "k") { return .ok }
    return text.elementsEqual("error") ? .error : nil
  }

  /// What a status must be, with a guess at what was meant.
  private static func statusExpectation(_ text: Span<UInt8>) -> String {
    let visible = String(copying: text).lowercased().filter { !$0.isWhitespace }
    for status in ["ok", "error"] where visible == status {
      return "exactly “\(status)”: lower case, no blanks around it"
    }
    return "exactly “ok” or “error”"
  }
}
