import PleskPackets
import TestSupport
import Testing

/// What the lane must not fall for: every trap is judged as expected, by Expat, and by the lane
/// however the packet is cut.
@Suite struct LaneTrapTests {
  static let pieces = [1, 2, 3, 5, 7, 11, 16, 29, 64, 100, 256, 1000].map { Cut.every($0) }

  /// Pieces of many sizes, and two pieces, which are cut at a different place in each packet.
  static func cuts(of packet: [UInt8]) -> [Cut] {
    if packet.count > 20_000 { return [.whole] + [64, 1000, 4096, 65536].map { Cut.every($0) } }
    let step = packet.count < 90 ? 1 : packet.count / 90
    let start = 1 + packet.count % step
    return [.whole] + pieces + stride(from: start, to: packet.count, by: step).map { Cut.at($0) }
  }

  private func check(_ trap: LaneTrap) {
    let expat = EngineRun(.expat, trap.packet, options: trap.options)
    #expect(expat.ruleIDs == trap.rules)
    #expect(expat.results.count == trap.results)
    #expect(expat.results.map(\.index) == Array(1..<(trap.results + 1)))
    if let place = trap.place {
      #expect(expat.findings.first?.location == place.location)
      #expect(expat.findings.first?.path == place.path)
    }
    if let texts = trap.texts { #expect(expat.results.compactMap(text) == texts) }
    let difference = laneDifference(
      trap.packet, from: expat, cuts: Self.cuts(of: trap.packet), options: trap.options)
    #expect(difference == nil)
  }

  private func text(_ result: DownloadResult) -> String? {
    if case .failed(let reason) = result.task?.state { return reason }
    return result.errtext
  }

  @Test("namespaces", arguments: LaneTrap.namespaces)
  func namespaces(_ trap: LaneTrap) { check(trap) }

  @Test("encodings", arguments: LaneTrap.encodings)
  func encodings(_ trap: LaneTrap) { check(trap) }

  @Test("characters", arguments: LaneTrap.characters)
  func characters(_ trap: LaneTrap) { check(trap) }

  @Test("results where none are", arguments: LaneTrap.elsewhere)
  func elsewhere(_ trap: LaneTrap) { check(trap) }

  @Test("status ok and nothing else", arguments: LaneTrap.bare)
  func bare(_ trap: LaneTrap) { check(trap) }

  @Test("the options", arguments: LaneTrap.optional)
  func options(_ trap: LaneTrap) { check(trap) }

  @Test("limits", arguments: LaneTrap.limits)
  func limits(_ trap: LaneTrap) { check(trap) }

  @Test("lines and columns", arguments: LaneTrap.positions)
  func positions(_ trap: LaneTrap) { check(trap) }

  @Test("texts", arguments: LaneTrap.textual)
  func texts(_ trap: LaneTrap) { check(trap) }

  @Test("numbers", arguments: LaneTrap.numbers)
  func numbers(_ trap: LaneTrap) { check(trap) }

  @Test("shapes", arguments: LaneTrap.shapes)
  func shapes(_ trap: LaneTrap) { check(trap) }

  @Test("rules", arguments: LaneTrap.ruleBreakers)
  func rules(_ trap: LaneTrap) { check(trap) }

  @Test("neighbours", arguments: LaneTrap.neighbours)
  func neighbours(_ trap: LaneTrap) { check(trap) }

  @Test("ends", arguments: LaneTrap.ends)
  func ends(_ trap: LaneTrap) { check(trap) }

  @Test("cut short after every byte")
  func truncation() {
    let text = LaneTrap.canonical(2...4)
    let packet = Array(response(text).utf8)
    for count in packet.indices {
      let short = Array(packet[..<count])
      let complete =
        String(decoding: short, as: UTF8.self)
        .split(separator: "</result>", omittingEmptySubsequences: false).count - 1
      let expat = EngineRun(.expat, short)
      #expect(expat.results.count == complete)
      #expect(expat.ruleIDs == [count == 0 ? "xml/empty" : "xml/truncated"])
      let difference = laneDifference(
        short, from: expat, cuts: [.whole, .every(1), .every(7), .every(64), .at(count / 2)])
      #expect(difference == nil, "after \(count) bytes")
    }
  }

  @Test("cut short after every byte of the encoding's widest characters")
  func truncationInCharacters() {
    let packet = Array(
      response(
        LaneTrap.canonical(1...2) + LaneTrap.failedQuery("aé€😀b") + LaneTrap.canonical(3...3)
      )
      .utf8)
    for count in packet.indices where packet[count] >= 0x80 {
      let short = Array(packet[..<count])
      let expat = EngineRun(.expat, short)
      #expect(expat.results.count == 2)
      #expect(expat.ruleIDs == ["xml/truncated"])
      let difference = laneDifference(
        short, from: expat, cuts: [.whole, .every(1), .every(7), .at(count - 1), .at(count - 2)])
      #expect(difference == nil, "after \(count) bytes")
    }
  }
}
