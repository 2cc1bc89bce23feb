/// A set of an enumeration's cases, one bit each.
struct CaseSet<Case: CaseIterable & RawRepresentable<Int>>: Sendable {
  private var bits: UInt64 = 0

  init(_ cases: some Sequence<Case>) {
    for member in cases { bits |= 1 << UInt64(member.rawValue) }
  }

  func contains(_ member: Case) -> Bool { bits & 1 << UInt64(member.rawValue) != 0 }
}
