import Foundation
import TestSupport
import Testing

@testable import Reports
@testable import ValidateCommand

/// Excerpts of every finding of the corpus.
@Suite struct CorpusExcerptTests {
  @Test("the caret is below the start tag that is meant", arguments: Excerpts.Source.allCases)
  func carets(_ source: Excerpts.Source) throws {
    var seen = 0
    for packet in try CorpusPacket.all(in: [.valid, .invalid, .malformed, .requests]) {
      let bytes = Array(try Data(contentsOf: packet.url))
      if source == .pipe && bytes.count > 60_000 { continue }
      for (finding, excerpt) in try Excerpts.of(bytes, from: source) {
        let place = finding.location
        let name = "\(packet.path):\(place.line):\(place.column) \(finding.rule.id)"
        guard let excerpt else {
          #expect(finding.rule.id.hasPrefix("xml/"), "\(name) has no excerpt")
          continue
        }
        seen += 1
        let scalars = excerpt.text.unicodeScalars
        #expect(scalars.count <= 111, "\(name)")
        #expect(excerpt.caret <= scalars.count, "\(name)")
        #expect(visible(excerpt.text) == excerpt.text, "\(name)")
        if !finding.rule.id.hasPrefix("xml/") { #expect(excerpt.marked == "<", "\(name)") }
      }
    }
    #expect(seen > 300)
  }

  @Test("file and pipe show the same line")
  func sameExcerpts() throws {
    for packet in try CorpusPacket.all(in: [.invalid, .malformed]) {
      let bytes = Array(try Data(contentsOf: packet.url))
      if bytes.count > 60_000 { continue }
      let file = try Excerpts.of(bytes, from: .file).map(\.excerpt)
      let pipe = try Excerpts.of(bytes, from: .pipe).map(\.excerpt)
      #expect(file.map(\.?.text) == pipe.map(\.?.text), "\(packet.path)")
      #expect(file.map(\.?.caret) == pipe.map(\.?.caret), "\(packet.path)")
    }
  }
}
