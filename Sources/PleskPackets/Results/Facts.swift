/// What is known about the current result or system element. A set of facts is one number.
struct Facts: OptionSet, Sendable {
  let rawValue: UInt64

  /// The fact that an element with this role has been read.
  @inline(__always)
  static func has(_ role: Role) -> Facts { Facts(rawValue: 1 &<< UInt64(role.rawValue)) }

  static let statusIsOK = fact(0)
  static let statusIsError = fact(1)
  static let errcodeIsZero = fact(2)
  static let errcodeIsUnknown = fact(3)
  /// filter-id is a number and differs from id.
  static let idsDiffer = fact(4)
  /// The task's id differs from the result's.
  static let taskIDsDiffer = fact(5)
  static let reasonIsBlank = fact(6)
  /// The reason of a failed task contains child elements or attributes.
  static let reasonHasMarkup = fact(7)
  static let completedIsMore = fact(8)
  static let totalIsUnknown = fact(9)
  static let progressIsNegative = fact(10)
  static let hasBytes = fact(11)
  static let isComplete = fact(12)
  /// A child of the result was skipped.
  static let hasUnusedChild = fact(13)

  /// Facts that never occur in a packet without mistakes.
  static let rare: Facts = [
    .errcodeIsZero, .errcodeIsUnknown, .idsDiffer, .taskIDsDiffer, .reasonIsBlank,
    .reasonHasMarkup, .completedIsMore, .totalIsUnknown, .progressIsNegative, .isComplete,
  ]

  /// A fact other than presence, above the bits of the roles.
  private static func fact(_ number: UInt64) -> Facts { Facts(rawValue: 1 << (32 + number)) }
}
