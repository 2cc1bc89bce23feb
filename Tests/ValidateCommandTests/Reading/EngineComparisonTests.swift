import Platform
import PleskPackets
import TestSupport
import Testing

@testable import ValidateCommand

/// `--engine both` finds the first difference. The engines agree, so the tests make one: an event
/// of one engine is withheld from the comparison, or reported twice.
@Suite struct EngineComparisonTests {
  /// How often the comparison gets an event with this number, from 1.
  typealias Repetition = (_ number: Int) -> Int

  private func difference(_ packet: String, _ repetition: @escaping Repetition) throws -> String? {
    let directory = try TemporaryDirectory()
    let file = try InputFile(path: try directory.write("packet.xml", packet))
    let comparison = EngineComparison(options: .default)
    var number = 0
    var parser = PacketParser(options: PacketOptions(engine: .expat)) { event in
      number += 1
      for _ in 0..<repetition(number) { comparison.note(event) }
    }
    do throws(PacketError) {
      while try comparison.feed(&parser, reading: file.descriptor) != 0 {}
      comparison.finish(try parser.finish(), nil)
    } catch {
      comparison.finish(parser.summary, error)
    }
    return comparison.difference
  }

  private static let valid = Packets.response((1...5).map { Packets.finished($0) })

  @Test(
    "engines that agree do not differ",
    arguments: [
      valid, Packets.response(Packets.finished(1), Packets.failedWithoutCode()), "<packet>", "",
      "x",
    ])
  func noDifference(_ packet: String) throws {
    #expect(try difference(packet) { _ in 1 } == nil)
  }

  @Test("a result that one of them lacks is found")
  func lackingResult() throws {
    let difference = try #require(try difference(Self.valid) { $0 == 3 ? 0 : 1 })
    #expect(difference.hasPrefix("the engines differ after 2 results and findings: "))
    #expect(difference.contains("with the express lane result 3: "))
    #expect(difference.contains("with Expat alone result 4: "))
  }

  @Test("a last result that one of them lacks is found")
  func lackingLastResult() throws {
    let difference = try #require(try difference(Self.valid) { $0 == 5 ? 0 : 1 })
    #expect(difference.contains("with the express lane result 5: "))
    #expect(difference.contains("with Expat alone nothing more"))
  }

  @Test("a finding that comes twice is found, with its place")
  func findingTwice() throws {
    let packet = Packets.response(Packets.finished(1), Packets.failedWithoutText())
    let difference = try #require(try difference(packet) { $0 == 2 ? 2 : 1 })
    #expect(difference.contains("with Expat alone result/errtext-missing at 5:1 "))
  }

  @Test("another end is found")
  func otherEnd() throws {
    let comparison = EngineComparison(options: .default)
    comparison.finish(PacketParser { _ in }.summary, nil)
    let difference = try #require(comparison.difference)
    #expect(difference.contains("xml/empty"))
  }

  @Test("where the input cannot be read further, there is nothing to compare")
  func unreadable() throws {
    let directory = try TemporaryDirectory()
    let comparison = EngineComparison(options: .default)
    var parser = PacketParser(options: PacketOptions(engine: .expat)) { comparison.note($0) }
    let start = try InputFile(path: try directory.write("start.xml", Packets.responseStart))
    #expect(try comparison.feed(&parser, reading: start.descriptor) ?? 0 > 0)
    do throws(PacketError) {
      _ = try comparison.feed(&parser, reading: -1)
      Issue.record("it was read")
    } catch {
      #expect(error.code == .input)
      comparison.finish(parser.summary, error)
    }
    #expect(comparison.difference == nil)
  }
}
