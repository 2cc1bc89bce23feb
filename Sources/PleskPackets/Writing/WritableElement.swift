/// What a packet is made of piece by piece: a result, a request, a system failure.
///
/// It tells by role what there is, and nothing of names, order and nesting: those are the content model's.
package protocol WritableElement {
  /// The packets that it may be in.
  static var kind: PacketKind { get }
  /// The role of its outermost element.
  static var role: Role { get }

  /// Whether there is an element of this role, one that holds others.
  func has(_ role: Role) -> Bool
  /// The text of the leaf of this role; nil if there is none.
  func text(of role: Role) -> String?
  /// The numbers in the leaves of this role, where the model has any number of them.
  func numbers(of role: Role) -> [Int64]
  /// Why it would be read as something else; nil if it would not.
  var ambiguity: String? { get }
}

extension WritableElement {
  package func numbers(of role: Role) -> [Int64] { [] }
  package var ambiguity: String? { nil }
}
