import Bytes
import ExpatSAX

/// A leaf's text, parsed according to its type.
enum LeafValue {
  case status(ResultStatus)
  case integer(Int64)
  case text
  /// Text that is not of the type, or not representable.
  case outside(Message, meant: String = "")

  init(_ text: Span<UInt8>, _ type: ValueType) {
    switch type {
    case .text, .remark:
      self = .text
    case .status:
      if let status = Self.status(text) {
        self = .status(status)
      } else {
        self = Self.invalidStatus(text)
      }
    case .errcode:
      switch IntegerText(text, signs: false) {
      case .value(let number) where type.range.contains(number): self = .integer(number)
      default: self = .outside(.errcodeValue)
      }
    case .identifier:
      switch IntegerText(text) {
      case .value(let number) where type.range.contains(number): self = .integer(number)
      case .tooLarge(isNegative: false): self = .outside(.largeIdentifier)
      default: self = .outside(.identifierValue)
      }
    case .integer:
      switch IntegerText(text) {
      case .value(let number): self = .integer(number)
      case .tooLarge: self = .outside(.largeInteger)
      case .notAnInteger: self = .outside(.integerValue)
      }
    }
  }

  @inline(__always)
  static func status(_ text: Span<UInt8>) -> ResultStatus? {
    if text.count == 2, text[0] == UInt8(ascii: "o"), text[1] == UInt8(ascii: "k") { return .ok }
    return text.elementsEqual("error") ? .error : nil
  }

  /// Text that is not a status, with a guess at what was meant.
  private static func invalidStatus(_ text: Span<UInt8>) -> LeafValue {
    let visible = String(copying: text).lowercased().filter { !$0.isWhitespace }
    return visible == "ok" || visible == "error"
      ? .outside(.statusSpelling, meant: visible) : .outside(.statusValue)
  }
}
