/// Things that are known of the result, or system element, that is being read; a set of them is one number.
struct Facts: OptionSet, Sendable {
  let rawValue: UInt64

  /// An element with the role has been used.
  @inline(__always)
  static func has(_ role: Role) -> Facts { Facts(rawValue: 1 &<< UInt64(role.rawValue)) }

  static let statusIsOK = fact(0)
  static let statusIsError = fact(1)
  static let errcodeIsZero = fact(2)
  static let errcodeIsUnknown = fact(3)
  /// filter-id is a number, and not the id.
  static let idsDiffer = fact(4)
  /// The task's id is not the result's.
  static let taskIDsDiffer = fact(5)
  static let reasonIsBlank = fact(6)
  /// Child elements or attributes in the reason of a failed task.
  static let reasonHasMarkup = fact(7)
  static let completedIsMore = fact(8)
  static let totalIsUnknown = fact(9)
  static let progressIsNegative = fact(10)
  static let hasBytes = fact(11)
  static let isComplete = fact(12)
  /// A child of the result was not used.
  static let hasUnusedChild = fact(13)

  /// Facts that a packet without mistakes has none of.
  static let rare: Facts = [
    .errcodeIsZero, .errcodeIsUnknown, .idsDiffer, .taskIDsDiffer, .reasonIsBlank,
    .reasonHasMarkup, .completedIsMore, .totalIsUnknown, .progressIsNegative, .isComplete,
  ]

  /// Facts other than presence, above the bits of the roles.
  private static func fact(_ number: UInt64) -> Facts { Facts(rawValue: 1 << (32 + number)) }
}
