/// The type of a leaf's text.
package enum ValueType: Sendable {
  /// Exactly `ok` or `error`.
  case status
  /// 0 to 4294967295, digits only, surrounding whitespace trimmed.
  case errcode
  /// An integer of at least 1.
  case identifier
  /// An integer of any sign.
  case integer
  case text
  /// Text whose value does not matter: only the fact that it is not blank is reported, immediately.
  case remark

  var isNumber: Bool {
    switch self {
    case .errcode, .identifier, .integer: true
    case .status, .text, .remark: false
    }
  }

  /// The range of numbers that a leaf of this type may contain, if it contains one.
  var range: ClosedRange<Int64> {
    switch self {
    case .errcode: 0...Int64(UInt32.max)
    case .identifier: 1...Int64.max
    case .integer, .status, .text, .remark: Int64.min...Int64.max
    }
  }
}
