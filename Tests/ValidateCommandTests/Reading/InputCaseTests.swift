import Foundation
import TestSupport
import Testing

/// Inputs for which a fuzzer once found that the report depends on how they arrive, or that bytes
/// are lost.
@Suite struct InputCaseTests {
  @Test("the same is said in whatever pieces it comes", arguments: InputCase.all)
  func pieces(_ inputCase: InputCase) throws {
    let input = try inputCase.input()
    let whole = input.report(.whole)
    #expect(whole.contains { $0.contains(inputCase.said) }, "\(whole)")
    for size in [1, 2, 3, 7] {
      #expect(input.report(.every(size)) == whole, "pieces of \(size)")
    }
    for place in 1..<input.bytes.count {
      let report = input.report(.at(place))
      #expect(report == whole, "cut at \(place)")
      if report != whole { return }
    }
  }

  @Test("every file is a case")
  func files() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: InputCase.folder.path)
    #expect(files.sorted() == InputCase.all.map(\.name).sorted())
  }
}

/// A file of the folder InputCases of the fuzz targets.
struct InputCase: CustomTestStringConvertible {
  let name: String
  /// A part of what must be said.
  let said: String
  var isConcatenated = false
  var maximumSize: Int?

  static let all = [
    InputCase(name: "archive-in-place-of-a-packet", said: "this is an archive"),
    InputCase(name: "lzw-in-place-of-gzip", said: "this is compressed with compress (LZW"),
    InputCase(name: "web-page-with-title", said: "titled “no”"),
    InputCase(name: "xz-beyond-the-largest-size", said: "the maximum is 300", maximumSize: 300),
    InputCase(name: "zstd-with-wrong-checksum", said: "\"filterId\":\"18\""),
  ]

  static let folder = Repository.root.appendingPathComponent("Tests/Fuzz/InputCases")

  func input() throws -> InputInPieces {
    let data = try Data(contentsOf: Self.folder.appendingPathComponent(name))
    return InputInPieces(
      bytes: Array(data), isConcatenated: isConcatenated, maximumSize: maximumSize)
  }

  var testDescription: String { name }
}
