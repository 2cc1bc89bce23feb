import PleskPackets
import Testing

@testable import Reports

/// What findings are recognised by from one report to the next.
@Suite struct FingerprintTests {
  private func finding(
    _ rule: String = "schema/value", _ path: String = "/packet/a", line: Int = 1
  ) throws -> Finding {
    Finding(
      rule: try #require(.named(rule)),
      location: Location(byteOffset: line * 7, line: line, column: 3),
      path: path, message: "line \(line)")
  }

  private func fingerprints(_ findings: [Finding], in name: PacketName) -> [String] {
    var fingerprints = Fingerprints()
    fingerprints.begin(name)
    return findings.map { fingerprints.next($0) }
  }

  @Test("lines, messages and folders do not matter")
  func stable() throws {
    let first = fingerprints([try finding(line: 1)], in: PacketName("a/b.xml"))
    #expect(first == fingerprints([try finding(line: 9)], in: PacketName("/c/b.xml")))
    // Reports are compared over versions of this command, so it is written down once.
    #expect(first == ["fd41a14a1517b334:1"])
  }

  @Test("rule, path, file and part matter")
  func different() throws {
    let all =
      fingerprints([try finding()], in: PacketName("b.xml"))
      + fingerprints([try finding("schema/root")], in: PacketName("b.xml"))
      + fingerprints([try finding("schema/value", "/packet/b")], in: PacketName("b.xml"))
      + fingerprints([try finding()], in: PacketName("c.xml"))
      + fingerprints([try finding()], in: PacketName("b.xml", part: "packet 2"))
    #expect(Set(all).count == 5)
  }

  @Test("what is the same is numbered, anew in each packet")
  func ordinals() throws {
    let findings = [try finding(line: 1), try finding(line: 2), try finding("schema/root")]
    let all = fingerprints(findings, in: PacketName("b.xml"))
    #expect(all.map { $0.suffix(2) } == [":1", ":2", ":1"])
    #expect(all[0].dropLast(2) == all[1].dropLast(2))
    var fingerprints = Fingerprints()
    for _ in 0..<2 {
      fingerprints.begin(PacketName("b.xml"))
      #expect(fingerprints.next(findings[0]) == all[0])
    }
  }

  @Test("of very many different ones those that were first are still numbered")
  func bounded() throws {
    var fingerprints = Fingerprints()
    for index in 0..<10_000 {
      _ = fingerprints.next(try finding("schema/value", "/packet/a[\(index)]"))
    }
    #expect(fingerprints.next(try finding("schema/value", "/packet/a[0]")).hasSuffix(":2"))
    #expect(fingerprints.next(try finding("schema/value", "/packet/a[9999]")).hasSuffix(":1"))
  }
}
