import Foundation
import PleskPackets
import TestSupport
import Testing

/// Packets in which a fuzzer once found a difference, between the engines or between two cuts.
@Suite struct FailCaseTests {
  @Test("is judged the same by both engines, however it is cut", arguments: FailCase.all)
  func outcome(_ failCase: FailCase) throws {
    let packet = try failCase.packet()
    let expat = EngineRun(.expat, packet, options: failCase.options)
    let places = packet.indices.map { Cut.at($0) }
    let difference = laneDifference(
      packet, from: expat, cuts: [.whole, .every(1), .every(2), .every(3), .every(7)] + places,
      options: failCase.options)
    #expect(difference == nil)
  }

  @Test("is reported by both engines at the same time", arguments: FailCase.all)
  func time(_ failCase: FailCase) throws {
    let packet = try failCase.packet()
    for cut in [Cut.every(1), .every(5), .every(40)] + packet.indices.map({ .at($0) }) {
      let delay = laneDelay(packet, cut: cut, options: failCase.options)
      #expect(delay == nil)
      if delay != nil { return }
    }
  }

  @Test("every file is a case")
  func files() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: FailCase.folder.path)
    #expect(files.sorted() == FailCase.all.map(\.file).sorted())
  }
}

/// A packet in the folder FailCases of the fuzz targets.
struct FailCase: CustomTestStringConvertible {
  let name: String
  var options = PacketOptions.default

  static let all = [
    FailCase(name: "bytes-without-current-is-told-at-once"),
    FailCase(name: "crlf-after-the-packet"),
    FailCase(name: "long-word-after-the-packet"),
    FailCase(name: "misplaced-result-is-told-at-once"),
    FailCase(name: "results-in-cdata"),
    FailCase(name: "results-in-open-cdata"),
    FailCase(
      name: "text-limit-is-kept-at-once", options: PacketOptions(limits: .lowered(.text, 15))),
    FailCase(name: "text-limit-of-two", options: PacketOptions(limits: .lowered(.text, 2))),
    FailCase(
      name: "token-limit-after-the-packet", options: PacketOptions(limits: .lowered(.token, 40))),
    FailCase(name: "us-ascii-is-refused-at-once"),
    FailCase(name: "utf-16-first-halves-in-turn"),
    FailCase(name: "utf-16-section-end"),
    FailCase(name: "utf-16-token-limit", options: PacketOptions(limits: .lowered(.token, 40))),
    FailCase(name: "utf-16-word-after-the-packet"),
    FailCase(name: "utf-16be-odd-first-piece"),
    FailCase(name: "utf-16le-odd-first-piece"),
  ]

  static let folder = Repository.root.appendingPathComponent("Tests/Fuzz/FailCases")

  var file: String { "\(name).xml" }
  var testDescription: String { name }

  func packet() throws -> [UInt8] {
    Array(try Data(contentsOf: Self.folder.appendingPathComponent(file)))
  }
}

extension Limits {
  fileprivate static func lowered(_ name: Name, _ size: Int) -> Limits {
    var limits = Limits.default
    limits[name] = size
    return limits
  }
}
