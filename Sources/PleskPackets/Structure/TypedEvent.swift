/// The value of a leaf, of the type that the model gives it.
package enum Value: ~Escapable {
  case status(ResultStatus)
  case integer(Int64)
  case text(Span<UInt8>)
  /// Outside its type, or an integer that does not fit. A finding has said so.
  case invalid
}

/// What the structure tells the reducer: an element's role in place of its name, a typed value in place of its text.
package enum TypedEvent: ~Escapable {
  /// The start tag of an element at which rules are placed.
  case open(Role, Place)
  /// The start tag of any other element.
  case start(Role)
  /// The end tag of an element that holds others.
  case close(Role)
  /// The end tag of a leaf, or of an element that holds anything.
  case value(Role, Value)
  /// A leaf as a whole, instead of `start` and `value`.
  case leaf(Role, Value)
  /// The first text of a leaf that is not blank, if its type is `remark`.
  case remark(Role)
  /// A child element or attribute in an element that may hold anything; once per element.
  case markup(Role)
  /// A child that is not used, of an element with this role.
  case unusedChild(of: Role)
}
