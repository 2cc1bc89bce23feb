import PleskPackets
import TestSupport
import Testing

/// Broken packets that were once judged differently in other pieces; found by `MutationTests`.
@Suite struct BrokenPacketTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var packet: [UInt8]
    var rules: [String]

    init(_ name: String, _ packet: String, _ rules: String...) {
      self.name = name
      self.packet = Array(packet.utf8)
      self.rules = rules
    }

    init(_ name: String, bytes: [UInt8], _ rules: String...) {
      self.name = name
      packet = bytes
      self.rules = rules
    }

    var testDescription: String { name }
  }

  static let cases = [
    // Expat rejects these at their first byte, when the others may not have arrived yet.
    Case("a letter of two bytes as an unquoted value", "<packet a=é/>", "xml/not-well-formed"),
    Case("a scalar of four bytes as an unquoted value", "<packet a=😀/>", "xml/not-well-formed"),
    Case("two-byte letters after a lower-case doctype", "<!doctypeé", "xml/not-well-formed"),
    // After the root, Expat reports a complete word at once, and a broken one where it breaks.
    Case("a name and a slash after the packet", "<packet><dns/></packet>e/", unmodelled, broken),
    Case("an attribute after the packet", "<packet><dns/></packet>a='1'", unmodelled, broken),
    Case("a name and a tag after the packet", "<packet><dns/></packet>e<a/>", unmodelled, broken),
    Case("a prefix after the packet", "<packet><dns/></packet>p:", unmodelled, broken),
    Case("a name and & after the packet", "<packet><dns/></packet>a&", unmodelled, broken),
    Case(
      "a name and a character beyond XML", "<packet><dns/></packet>a\u{FFFE}", unmodelled, broken),
    Case("quoted text after the packet", "<packet><dns/></packet>'a b'=", unmodelled, broken),
    // The start of an HTML page must not be guessed from bytes after the mistake.
    Case("a DOCTYPE with a line end in it", "<!DOCTYP\rE", broken),
    Case("a line end before DOCTYPE", "<!\nDOCTYPE html>", broken),
    Case("a space before !doctype", "< !doctype html>", broken),
    // Text is reported at once, even if “]]>” follows.
    Case("]]> after stray text", "<packet>x]]></packet>", "schema/unexpected-text", broken),
    Case(
      "]]> after stray text between elements", "<packet><dns/>x]]></packet>", unmodelled,
      "schema/unexpected-text", broken),
    // The mark is one column, whatever is declared after it.
    Case(
      "a mark of UTF-8 and ISO-8859-1 declared",
      "\u{FEFF}<?xml version='1.0' encoding='ISO-8859-1'?><html/>", "schema/root"),
    Case(
      "a mark of UTF-8 and US-ASCII declared",
      "\u{FEFF}<?xml version='1.0' encoding='US-ASCII'?>/", broken),
    // The rejected character is one unit, not the first that is not NUL.
    Case("NULs and a letter", bytes: [0, 0, 0x69], broken),
    Case("digits and a NUL", bytes: [0x39, 0x39, 0, 0x39], broken),
    Case(
      "a NUL after the packet", bytes: Array("<packet><dns/></packet>".utf8) + [0, 0x3C],
      unmodelled,
      broken),
  ]

  private static let broken = "xml/not-well-formed"
  private static let unmodelled = "packet/unmodelled"

  @Test("are judged the same in pieces", arguments: cases)
  func pieces(_ testCase: Case) {
    let whole = Outcome(of: testCase.packet)
    #expect(whole.ruleIDs == testCase.rules)
    for cut in [Cut.every(1), .every(2), .every(3)] + testCase.packet.indices.map({ .at($0) }) {
      let other = Outcome(of: testCase.packet, cut: cut)
      if other == whole { continue }
      #expect(other.findings.map(\.rule.id) == whole.findings.map(\.rule.id), "\(cut)")
      #expect(other.error?.location == whole.error?.location, "\(cut)")
      #expect(other.error?.message == whole.error?.message, "\(cut)")
      break
    }
  }
}
