import PleskPackets
import TestSupport
import Testing

/// What counts towards a limit, and what does not.
@Suite struct LimitScopeTests {
  @Test("whitespace is neither a token nor the text of a leaf", arguments: LimitTests.cuts)
  func whitespace(_ cut: Cut) {
    let space = LimitTests.repeated(" \n\t", 40_000)
    var limits = Limits.default
    limits.text = 100
    limits.token = 100
    let packet = space + response(space + finishedResult(id: 18, package: 13) + space) + space
    let outcome = Outcome(of: packet, cut: cut, options: PacketOptions(limits: limits))
    #expect(outcome.findings == [])
    #expect(outcome.results.count == 1)
  }

  @Test("text is not a token", arguments: LimitTests.cuts)
  func textIsNoToken(_ cut: Cut) {
    var limits = Limits.default
    limits.token = 100
    for text in [LimitTests.repeated("t", 5000), "<![CDATA[\(LimitTests.repeated("t", 5000))]]>"] {
      let outcome = Outcome(
        of: LimitTests.failedResponse(text), cut: cut, options: PacketOptions(limits: limits))
      #expect(outcome.findings == [])
      #expect(
        outcome.results.last?.task?.state == .failed(reason: LimitTests.repeated("t", 5000)))
    }
  }

  @Test func textOutsideLeavesHasNoLimit() {
    var limits = Limits.default
    limits.text = 10
    let packet = "<packet><dns>\(LimitTests.repeated("t", 1000))</dns></packet>"
    #expect(Outcome(of: packet, options: PacketOptions(limits: limits)).error == nil)
  }

  /// 1,020 letters of two bytes in UTF-8 fit the limit, one more does not.
  private static let text = LimitTests.repeated("é", 1021)
  private static let limits: Limits = {
    var limits = Limits.default
    limits.text = 2041
    return limits
  }()
  /// Scalars before the letter that exceeds the limit.
  private static let before =
    LimitTests.failedResponse("!").prefix { $0 != "!" }.unicodeScalars.count + 1020

  @Test(
    "text in UTF-16 is counted as UTF-8 and placed as UTF-16", arguments: LimitTests.cuts,
    [true, false])
  func wide(_ cut: Cut, _ isBigEndian: Bool) {
    let packet = "\u{FEFF}\(LimitTests.failedResponse(Self.text))"
      .utf16Bytes(bigEndian: isBigEndian)
    let outcome = Outcome(of: packet, cut: cut, options: PacketOptions(limits: Self.limits))
    #expect(outcome.ruleIDs == ["xml/limit"])
    #expect(
      outcome.error?.location
        == Location(byteOffset: 2 + 2 * Self.before, line: 1, column: Self.before + 1))
  }

  @Test("text in Latin-1 is counted as UTF-8 and placed as Latin-1", arguments: LimitTests.cuts)
  func latin1(_ cut: Cut) {
    let declaration = "<?xml version='1.0' encoding='ISO-8859-1'?>"
    let packet = (declaration + LimitTests.failedResponse(Self.text)).unicodeScalars.map {
      UInt8($0.value)
    }
    let outcome = Outcome(of: packet, cut: cut, options: PacketOptions(limits: Self.limits))
    let offset = declaration.utf8.count + Self.before
    #expect(outcome.ruleIDs == ["xml/limit"])
    #expect(
      outcome.error?.location == Location(byteOffset: offset, line: 1, column: offset + 1))
  }
}
