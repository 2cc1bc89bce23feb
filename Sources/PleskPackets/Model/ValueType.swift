/// The type of a leaf's text.
package enum ValueType: Sendable {
  /// Exactly `ok` or `error`.
  case status
  /// 0 to 4294967295, digits only, blanks around it trimmed.
  case errcode
  /// An integer of at least 1.
  case identifier
  /// An integer of any sign.
  case integer
  case text
  /// Text of which it is only told, and at once, that it is not blank.
  case remark

  var isNumber: Bool {
    switch self {
    case .errcode, .identifier, .integer: true
    case .status, .text, .remark: false
    }
  }

  /// The numbers that a leaf of the type may hold, if it holds one.
  var range: ClosedRange<Int64> {
    switch self {
    case .errcode: 0...Int64(UInt32.max)
    case .identifier: 1...Int64.max
    case .integer, .status, .text, .remark: Int64.min...Int64.max
    }
  }
}
