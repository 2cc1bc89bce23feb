import PleskPackets
import TestSupport
import Testing

/// The list of error codes, and its effects.
@Suite struct KnownErrorCodeTests {
  private static let listed: Set<UInt32> = Set(
    [1001...1015, 1017...1019, 1023...1027, 1029...1034].joined()
  )
  .union([1050, 11003, 14008, 14009])

  @Test func listIsPlesks() {
    let known = (UInt32(0)...20_000).filter { KnownErrorCode.meaning(of: $0) != nil }
    #expect(Set(known) == Self.listed)
    #expect(KnownErrorCode.meaning(of: .max) == nil)
  }

  @Test func meaningsAreDifferentWords() {
    let meanings = Self.listed.compactMap { KnownErrorCode.meaning(of: $0) }
    #expect(Set(meanings).count == Self.listed.count)
    #expect(meanings.allSatisfy { !$0.isEmpty })
  }

  @Test(
    "only codes that are not listed are reported", arguments: [UInt32(1), 1013, 1016, 14009, .max])
  func reported(_ code: UInt32) {
    let query =
      "<result><status>error</status><errcode>\(code)</errcode><errtext>x</errtext><filter-id>x</filter-id></result>"
    let rules = Outcome(of: response(query)).ruleIDs
    #expect(rules == (Self.listed.contains(code) ? [] : ["result/errcode-unknown"]))
  }
}
