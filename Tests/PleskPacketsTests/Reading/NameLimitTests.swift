import PleskPackets
import TestSupport
import Testing

/// Which names count towards the limit `names`: each once, and those of the model never.
@Suite struct NameLimitTests {
  private static func unmodelled(_ content: String) -> String {
    "<packet><dns>\(content)</dns></packet>"
  }

  /// The size of a packet's names: the smallest limit that it passes.
  private func countedBytes(_ packet: String, engine: PacketOptions.Engine = .auto) -> Int {
    let bytes = Array(packet.utf8)
    var range = 1...bytes.count
    while range.count > 1 {
      var limits = Limits.default
      limits.names = (range.lowerBound + range.upperBound) / 2
      let run = EngineRun(engine, bytes, options: PacketOptions(limits: limits))
      range =
        run.error == nil
        ? range.lowerBound...limits.names : limits.names + 1...range.upperBound
    }
    return range.lowerBound
  }

  @Test(
    "distinct names",
    arguments: [
      ("elements", "<ab/><abc/>", 5),
      ("the same elements again", "<ab/><ab></ab><ab/><abc/><ab />", 5),
      ("long names", "<abcdefghijklmnop/><abcdefghijklmnop/>", 16),
      ("attributes", "<ab c='' de=''/>", 5),
      ("an element's name as an attribute's", "<ab ab=''/>", 4),
      ("the same attributes again", "<ab c='1'/><ab c='2'/>", 3),
      ("names of the model", "<result version='1'><task/></result><get-download-status/>", 1),
      ("letters of two bytes", "<éé/>", 4),
      ("a default namespace", "<ab xmlns='urn:x'/><ab/>", 2),
      ("many namespaces", "<ab xmlns='urn:x'/><ab xmlns='urn:y'/><ab xmlns='urn:z'/>", 2),
      // The prefix counts where it is declared, and with each name.
      ("a prefix", "<p:ab xmlns:p='urn:x'/>", 1 + 4),
      ("two prefixes", "<p:ab xmlns:p='u'/><q:ab xmlns:q='u'/>", 1 + 4 + 1 + 4),
      ("a prefixed attribute", "<ab xmlns:p='u' p:c=''/>", 1 + 2 + 3),
      ("a name of the model with a prefix", "<p:task xmlns:p='u'/>", 1 + 6),
    ])
  func counted(_ name: String, _ content: String, _ bytes: Int) {
    #expect(countedBytes(Self.unmodelled(content)) == bytes)
  }

  @Test("ordinary packets have no such names", arguments: [PacketOptions.Engine.auto, .expat])
  func usual(_ engine: PacketOptions.Engine) {
    let packet = Layout.indented.response(CanonicalResult.list(1..<20))
    #expect(countedBytes(packet, engine: engine) == 1)
  }

  @Test("each prefix with each name", arguments: [1, 30])
  func combinations(_ names: Int) {
    let prefixes = (10..<30).map { "p\($0)" }
    let declarations = prefixes.map { " xmlns:\($0)='urn:x'" }.joined()
    let elements = (10..<10 + names).flatMap { name in prefixes.map { "<\($0):n\(name)/>" } }
    // The element around them, the prefixes, and names of seven bytes.
    #expect(
      countedBytes(Self.unmodelled("<b\(declarations)>\(elements.joined())</b>"))
        == 1 + 20 * 3 + 20 * names * 7)
  }

  @Test("names do not take unlimited memory")
  func recurring() {
    // More names than are remembered, again and again.
    let names = LimitTests.distinctNames(of: 8 * 1000)
    let once = names.map { "<\($0) \($0)=''/>" }.joined()
    #expect(countedBytes(Self.unmodelled(once + once + once)) == 2 * 8 * 1000)
  }
}
