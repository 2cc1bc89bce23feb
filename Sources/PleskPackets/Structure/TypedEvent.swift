/// The value of a leaf, of the type that the model gives it.
package enum Value: ~Escapable {
  case status(ResultStatus)
  case integer(Int64)
  case text(Span<UInt8>)
  /// A value outside its type, or an integer that does not fit. A finding has reported it.
  case invalid
}

/// An event from the structure to the reducer, with an element's role in place of its name and a
/// typed value in place of its text.
package enum TypedEvent: ~Escapable {
  /// The start tag of an element at which findings are placed.
  case open(Role, Place)
  /// The start tag of any other element.
  case start(Role)
  /// The end tag of an element with child elements.
  case close(Role)
  /// The end tag of a leaf, or of an element with content of any kind.
  case value(Role, Value)
  /// A whole leaf, instead of `start` and `value`.
  case leaf(Role, Value)
  /// The first text that is not blank in a leaf of type `remark`.
  case remark(Role)
  /// A child element or attribute in an element with content of any kind; once per element.
  case markup(Role)
  /// A skipped child of an element with this role.
  case unusedChild(of: Role)
}
