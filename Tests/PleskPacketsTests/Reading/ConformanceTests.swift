import PleskPackets
import TestSupport
import Testing

/// XML 1.0 and Namespaces in XML, production by production: both engines, cut in several ways, must
/// judge as recorded.
///
/// `Scripts/check/conformance` checks other parsers against the same table.
@Suite struct ConformanceTests {
  static let cuts: [Cut] = [.whole, .every(1), .every(7)]

  @Test("is judged as recorded wherever it is", arguments: try ConformanceCase.all())
  func verdict(_ conformanceCase: ConformanceCase) {
    let isWellFormed = conformanceCase.rule == nil
    for (place, packet) in conformanceCase.packets.enumerated() {
      let expat = EngineRun(.expat, packet.bytes)
      let broken = expat.ruleIDs.filter { $0.hasPrefix("xml/") }
      #expect(broken == (conformanceCase.rule.map { [$0] } ?? []), "place \(place)")
      #expect((expat.error == nil) == isWellFormed)
      #expect(expat.results.count == packet.before + (isWellFormed ? packet.after : 0))
      for cut in Self.cuts {
        for engine in [PacketOptions.Engine.expat, .auto] {
          let difference = EngineRun(engine, packet.bytes, cut: cut).difference(from: expat)
          #expect(difference == nil, "place \(place), \(engine), \(cut)")
        }
      }
    }
  }

  @Test(
    "malformed documents are rejected as such, and well-formed ones only for a recorded reason"
  )
  func exceptions() throws {
    let cases = try ConformanceCase.all()
    #expect(cases.count { $0.isWellFormed } > 100)
    #expect(cases.count { !$0.isWellFormed } > 300)
    for conformanceCase in cases where conformanceCase.reason.isEmpty {
      #expect(conformanceCase.isWellFormed == (conformanceCase.rule == nil), "\(conformanceCase)")
    }
    #expect(Set(cases.map(\.testDescription)).count == cases.count)
  }

  @Test("a DOCTYPE is refused wherever Expat sees one")
  func doctype() throws {
    let cases = try ConformanceCase.all().filter {
      $0.production.hasPrefix("28 ") && $0.isWellFormed
    }
    #expect(cases.count > 4)
    #expect(cases.allSatisfy { $0.rule == "xml/doctype" })
  }
}
