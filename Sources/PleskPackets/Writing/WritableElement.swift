/// A value that is written as one element with its contents: a result, a request or a system
/// failure.
///
/// It says by role what the element contains. Names, order and nesting come from the content model.
package protocol WritableElement {
  /// The kind of packet that may contain it.
  static var kind: PacketKind { get }

  /// Whether it contains an element of this role that has child elements.
  func has(_ role: Role) -> Bool
  /// The text of the leaf with this role; nil if there is none.
  func text(of role: Role) -> String?
  /// The numbers in the leaves with this role, for leaves that may be repeated.
  func numbers(of role: Role) -> [Int64]
  /// Why it would be read back as something else; nil if it would not.
  var ambiguity: String? { get }
}

extension WritableElement {
  package func numbers(of role: Role) -> [Int64] { [] }
  package var ambiguity: String? { nil }
}
